package dev.wgan.network;

/**
 * A film of one picture that moves over a black ground: a spatial transformer (Jaderberg et al.
 * 2015, "Spatial transformer networks", section 3.3) of translations only, interpolated linearly.
 *
 * <p>The input is a vector: the picture p of shape {@code [channels, height, width]}, row-major,
 * with values from -1, which is black; then a number for each frame that determines how far down
 * the picture is, and another for each frame for how far to the right. With {@code y = reach
 * tanh(down)} and {@code x = reach tanh(right)} in pixels, the result is
 *
 * <pre>{@code
 * film[t, c, i, j] = -1 + sum over k, l of (p[c, k, l] + 1) hat(i - k - y[t]) hat(j - l - x[t])
 * }</pre>
 *
 * where {@code hat(a) = max(0, 1 - |a|)}.
 *
 * @param frames the number of frames
 * @param channels the channels of the picture
 * @param height the height of picture and frames
 * @param width their width
 * @param reach the largest distance from the middle, in pixels
 */
public record Translate(int frames, int channels, int height, int width, int reach)
    implements LayerSpec {
  /**
   * Checks the numbers.
   *
   * @throws NetworkException if one is below 1, or a film has more elements than an int counts
   */
  public Translate {
    Checks.positive("frames", frames);
    Checks.positive("channels", channels);
    Checks.positive("height", height);
    Checks.positive("width", width);
    Checks.positive("reach", reach);
    long rows = height + 2 * (reach + 1L);
    long columns = width + 2 * (reach + 1L);
    long elements = Checks.product(frames, channels, rows, columns);
    if (elements > Integer.MAX_VALUE) {
      throw new NetworkException(
          "makes %s frames of %s×%s×%s, %s pixels around them: more elements than one array holds"
              .formatted(frames, channels, height, width, reach + 1L));
    }
  }

  /**
   * Returns the number of elements of the picture.
   *
   * @return channels times height times width
   */
  public int picture() {
    return channels * height * width;
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    Checks.rank(in, 1, "[picture and two numbers for each frame]");
    long expected = picture() + 2L * frames;
    if (in.dim(0) != expected) {
      throw new NetworkException(
          "is given %s: expected %s elements of a picture and 2 x %s numbers"
              .formatted(in, picture(), frames));
    }
    return Shape.of(frames, channels, height, width);
  }

  @Override
  public long multiplications(Shape in, Shape out) {
    return 6L * out.elements();
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.translate(this, site);
  }
}
