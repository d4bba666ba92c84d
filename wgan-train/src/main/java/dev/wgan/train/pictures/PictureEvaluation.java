package dev.wgan.train.pictures;

import dev.wgan.runtime.Inpainter;
import dev.wgan.runtime.Upscaler;
import dev.wgan.train.data.Photographs.Photograph;
import dev.wgan.train.restore.Degradation;
import dev.wgan.train.restore.Enlargement;
import dev.wgan.train.restore.Fidelity;
import dev.wgan.train.restore.HarmonicFill;
import dev.wgan.train.restore.HoleMasks;
import dev.wgan.train.restore.PatchDistance;
import dev.wgan.train.restore.Plane;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Degrades photographs, restores them in several ways, and compares each result with the original.
 *
 * <p>Not thread-safe. Models are not closed.
 */
public final class PictureEvaluation {
  private static final long SEED = 1;
  private static final int MASK_SIDE = 64;

  private final List<Photograph> photographs;
  private final List<Degraded> degraded = new ArrayList<>();
  private final Map<String, Restorer> restorers = new LinkedHashMap<>();
  private final Map<String, List<BufferedImage>> results = new LinkedHashMap<>();
  private final int factor;
  private final Degradation degradation;

  /** The input of the restorers: a picture, and a mask of its holes. */
  private static final class Degraded {
    private final BufferedImage picture;
    private final BufferedImage mask;
    private final float[] holes; // [height, width], of the original's size

    Degraded(BufferedImage picture, BufferedImage mask, float[] holes) {
      this.picture = picture;
      this.mask = mask;
      this.holes = holes;
    }
  }

  private PictureEvaluation(List<Photograph> photographs, int factor, Degradation degradation) {
    this.photographs = List.copyOf(photographs);
    this.factor = factor;
    this.degradation = degradation;
  }

  /**
   * Prepares the evaluation of enlarging.
   *
   * @param photographs the originals, whose sides are multiples of the factor
   * @param factor the factor
   * @param degradation the way in which they are reduced
   * @return the evaluation, with the nearest pixel, bicubic and Lanczos interpolation
   */
  public static PictureEvaluation ofUpscaling(
      List<Photograph> photographs, int factor, Degradation degradation) {
    PictureEvaluation evaluation = new PictureEvaluation(photographs, factor, degradation);
    for (Photograph photograph : photographs) {
      int channels = photograph.pixels().length / photograph.width() / photograph.height();
      float[] small =
          degradation.reduce(
              Bytes.floats(photograph.pixels()),
              channels,
              photograph.height(),
              photograph.width(),
              factor);
      int width = photograph.width() / factor;
      int height = photograph.height() / factor;
      BufferedImage picture = Bytes.picture(Bytes.rounded(small), width, height);
      evaluation.degraded.add(new Degraded(picture, picture, new float[0]));
    }
    for (Enlargement enlargement : Enlargement.values()) {
      String name = enlargement.name().toLowerCase(java.util.Locale.ROOT);
      evaluation.add(new Restorer(name, (small, mask) -> enlarged(enlargement, small, factor)));
    }
    return evaluation;
  }

  /**
   * Returns the smallest side of a photograph that all measures take.
   *
   * @param factor the factor of an upscaler, 1 for an inpainter
   * @return pixels
   */
  public static int leastSide(int factor) {
    return Fidelity.leastSide(border(factor));
  }

  private static int border(int factor) {
    return factor + 2;
  }

  private static BufferedImage enlarged(Enlargement way, BufferedImage small, int factor) {
    byte[] planes = Bytes.planes(small);
    int channels = planes.length / small.getWidth() / small.getHeight();
    float[] large =
        way.enlarge(Bytes.floats(planes), channels, small.getHeight(), small.getWidth(), factor);
    return Bytes.picture(
        Bytes.rounded(large), small.getWidth() * factor, small.getHeight() * factor);
  }

  /**
   * Prepares the evaluation of completing.
   *
   * @param photographs the originals, whose sides are multiples of 64
   * @param masks the holes of a square of 64 pixels
   * @return the evaluation, with the harmonic fill
   */
  public static PictureEvaluation ofInpainting(List<Photograph> photographs, HoleMasks masks) {
    PictureEvaluation evaluation = new PictureEvaluation(photographs, 1, Degradation.BOX);
    long index = 0;
    for (Photograph photograph : photographs) {
      int width = photograph.width();
      int height = photograph.height();
      float[] holes = new float[width * height];
      for (int top = 0; top < height; top += MASK_SIDE) {
        for (int left = 0; left < width; left += MASK_SIDE) {
          float[] square = masks.draw(SEED, index++, 1, MASK_SIDE, MASK_SIDE);
          for (int row = 0; row < MASK_SIDE; row++) {
            System.arraycopy(square, row * MASK_SIDE, holes, (top + row) * width + left, MASK_SIDE);
          }
        }
      }
      byte[] pixels = photograph.pixels();
      byte[] white = new byte[holes.length];
      for (int i = 0; i < pixels.length; i++) {
        boolean hole = holes[i % holes.length] > 0.5f;
        pixels[i] = hole ? 0 : pixels[i];
        white[i % holes.length] = (byte) (hole ? 255 : 0);
      }
      evaluation.degraded.add(
          new Degraded(
              Bytes.picture(pixels, width, height), Bytes.picture(white, width, height), holes));
    }
    evaluation.add(new Restorer("harmonic", PictureEvaluation::harmonic));
    return evaluation;
  }

  private static BufferedImage harmonic(BufferedImage picture, BufferedImage mask) {
    byte[] planes = Bytes.planes(picture);
    float[] holes = Bytes.floats(Bytes.planes(mask));
    for (int i = 0; i < holes.length; i++) {
      holes[i] /= 255;
    }
    int channels = planes.length / holes.length;
    float[] filled =
        HarmonicFill.fill(
            Bytes.floats(planes), holes, 1, channels, picture.getHeight(), picture.getWidth());
    return Bytes.picture(Bytes.rounded(filled), picture.getWidth(), picture.getHeight());
  }

  /**
   * Adds a model.
   *
   * @param name its name in tables
   * @param upscaler the model
   * @return this evaluation
   */
  public PictureEvaluation with(String name, Upscaler upscaler) {
    return add(new Restorer(name, (small, mask) -> upscaler.upscale(small)));
  }

  /**
   * Adds a model.
   *
   * @param name its name in tables
   * @param inpainter the model
   * @return this evaluation
   */
  public PictureEvaluation with(String name, Inpainter inpainter) {
    return add(new Restorer(name, inpainter::inpaint));
  }

  private PictureEvaluation add(Restorer restorer) {
    if (restorers.put(restorer.name(), restorer) != null) {
      throw new IllegalArgumentException(
          "two ways are named " + restorer.name() + ": expected a name for each");
    }
    return this;
  }

  /**
   * Restores every photograph in every way.
   *
   * @return the figures of each way, in the order in which they were added
   */
  public List<PictureScore> scores() {
    List<PictureScore> scores = new ArrayList<>();
    List<Plane> originals = photographs.stream().map(PictureEvaluation::original).toList();
    for (Restorer restorer : restorers.values()) {
      List<BufferedImage> restored = new ArrayList<>();
      for (Degraded input : degraded) {
        restored.add(restorer.method().restore(input.picture, input.mask));
      }
      results.put(restorer.name(), restored);
      scores.add(score(restorer.name(), restored, originals));
    }
    return scores;
  }

  private static Plane original(Photograph photograph) {
    return Plane.luminance(photograph.pixels(), photograph.width(), photograph.height());
  }

  private PictureScore score(String name, List<BufferedImage> restored, List<Plane> originals) {
    List<Plane> planes = new ArrayList<>();
    List<Double> each = new ArrayList<>();
    List<float[]> masks = new ArrayList<>();
    double ssim = 0;
    double energy = 0;
    double consistency = 0;
    int border = border(factor);
    for (int i = 0; i < restored.size(); i++) {
      Plane original = originals.get(i);
      byte[] bytes = Bytes.planes(restored.get(i));
      Plane plane = Plane.luminance(bytes, original.width(), original.height());
      planes.add(plane);
      boolean holes = degraded.get(i).holes.length > 0;
      if (holes) {
        masks.add(degraded.get(i).holes);
      }
      each.add(
          holes
              ? Fidelity.holePsnr(plane, original, degraded.get(i).holes)
              : Fidelity.psnr(plane, original, border));
      ssim += Fidelity.ssim(plane, original, border) / restored.size();
      energy += Fidelity.fineEnergy(plane) / Fidelity.fineEnergy(original) / restored.size();
      consistency += inconsistency(bytes, i) / restored.size();
    }
    double psnr = each.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    List<Double> patches = PatchDistance.between(planes, originals, masks, SEED);
    return new PictureScore(name, psnr, ssim, patches, energy, Math.sqrt(consistency), each);
  }

  /** The mean squared difference between the degraded result and the input, outside of holes. */
  private double inconsistency(byte[] restored, int i) {
    byte[] input = Bytes.planes(degraded.get(i).picture);
    Photograph photograph = photographs.get(i);
    int channels = restored.length / photograph.width() / photograph.height();
    float[] again =
        degradation.reduce(
            Bytes.floats(restored), channels, photograph.height(), photograph.width(), factor);
    float[] holes = degraded.get(i).holes;
    double sum = 0;
    for (int j = 0; j < input.length; j++) {
      boolean hole = holes.length > 0 && holes[j % holes.length] > 0.5f;
      double difference = hole ? 0 : again[j] - (input[j] & 0xFF);
      sum += difference * difference;
    }
    return sum / input.length;
  }

  /**
   * Returns the names of the photographs.
   *
   * @return the names, in the order of the figures of each
   */
  public List<String> names() {
    return photographs.stream().map(Photograph::name).toList();
  }

  /** The result of a way for a photograph, after {@link #scores}. */
  BufferedImage result(String name, int photograph) {
    return java.util.Objects.requireNonNull(results.get(name), name).get(photograph);
  }

  /** The input of the ways: small pictures are enlarged by repeating pixels. */
  BufferedImage input(int photograph) {
    BufferedImage picture = degraded.get(photograph).picture;
    return factor == 1 ? picture : enlarged(Enlargement.NEAREST, picture, factor);
  }

  BufferedImage original(int photograph) {
    Photograph whole = photographs.get(photograph);
    return Bytes.picture(whole.pixels(), whole.width(), whole.height());
  }

  List<String> ways() {
    return List.copyOf(restorers.keySet());
  }
}
