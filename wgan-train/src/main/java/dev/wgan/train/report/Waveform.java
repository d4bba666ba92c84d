package dev.wgan.train.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Pictures of waveforms: the lowest and the highest value at each column. Channels are drawn over
 * each other.
 *
 * <p>Thread-safe: there is no state.
 */
final class Waveform {
  static final int WIDTH = 1440;
  static final int HEIGHT = 180;

  /** A blue that is visible on light and on dark pages. */
  private static final int COLOUR = 0xff3b82d6;

  private Waveform() {}

  /**
   * Draws a WAV file of 16 bits.
   *
   * @param wav the bytes of the file
   * @return the picture, transparent around the waveform; empty for anything else
   */
  static Optional<BufferedImage> of(byte[] wav) throws IOException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      int channels = in.getFormat().getChannels();
      if (in.getFormat().getSampleSizeInBits() != Short.SIZE) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      short[] values = new short[bytes.length / Short.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
      return values.length == 0 ? Optional.empty() : Optional.of(draw(values, channels));
    } catch (UnsupportedAudioFileException e) {
      return Optional.empty(); // another program may have put the file there
    }
  }

  private static BufferedImage draw(short[] values, int channels) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    int frames = values.length / channels;
    for (int x = 0; x < WIDTH; x++) {
      int from = (int) ((long) x * frames / WIDTH) * channels;
      int to = Math.max(from + 1, (int) ((long) (x + 1) * frames / WIDTH) * channels);
      int low = Short.MAX_VALUE;
      int high = Short.MIN_VALUE;
      for (int i = from; i < Math.min(to, values.length); i++) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
      for (int y = row(high); y <= row(low); y++) {
        image.setRGB(x, y, COLOUR);
      }
    }
    return image;
  }

  private static int row(int value) {
    return Math.round((HEIGHT - 1) * (Short.MAX_VALUE - value) / 65535f);
  }
}
