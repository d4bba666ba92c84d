package dev.wgan.train.data;

import dev.wgan.runtime.AudioClip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Short sounds of six classes, made by formulas: a demonstration of training on sound without a
 * download.
 *
 * <p>Thread-safe: there is no state. Pitch, place, length and loudness are drawn from the seed.
 * Equal arguments make equal files on one machine.
 */
public final class DemoSounds {
  /** The values per second. */
  public static final int RATE = 4000;

  /** The values of a clip: about a quarter of a second. */
  public static final int LENGTH = 1024;

  private static final int HARMONICS = 6;

  /** The distance between the seeds of two classes, more than there are clips. */
  private static final long FARTHER = 1L << 32;

  private DemoSounds() {}

  /** A class of sounds. */
  private enum Voice {
    BEEP,
    FALL,
    HISS,
    HUM,
    RISE,
    TRILL
  }

  /**
   * Returns the names of the classes.
   *
   * @return six names in the order of their labels
   */
  public static List<String> classNames() {
    return Arrays.stream(Voice.values()).map(DemoSounds::folder).toList();
  }

  private static String folder(Voice voice) {
    return voice.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes WAV files, a folder for each class.
   *
   * @param folder the folder, which is created
   * @param clips the number of clips of each class, 1 or more
   * @param seed any seed
   * @throws UncheckedIOException if writing fails
   */
  public static void write(Path folder, int clips, long seed) {
    long first = seed;
    for (Voice voice : Voice.values()) {
      first += FARTHER;
      Path of = folder.resolve(folder(voice));
      for (int i = 0; i < clips; i++) {
        SplittableRandom random = new SplittableRandom(first + i);
        String name = String.format(Locale.ROOT, "%04d.wav", i);
        AudioClip.of(clip(voice, random), 1, RATE).writeWav(create(of).resolve(name));
      }
    }
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder + ": " + e.getMessage(), e);
    }
  }

  private static float[] clip(Voice voice, SplittableRandom random) {
    double pitch = 180 * Math.pow(2, 1.5 * random.nextDouble());
    double length = 0.5 + 0.4 * random.nextDouble(); // of the clip
    double start = (1 - length) * random.nextDouble();
    double loudness = 0.4 + 0.5 * random.nextDouble();
    double brightness = 0.35 + 0.35 * random.nextDouble();
    double phase = random.nextDouble();
    float[] values = new float[LENGTH];
    for (int t = 0; t < LENGTH; t++) {
      double place = ((double) t / LENGTH - start) / length; // 0 to 1 within the sound
      phase += pitch * bend(voice, place) / RATE;
      double sound =
          voice == Voice.HISS
              ? 2 * random.nextDouble() - 1
              : harmonics(voice == Voice.BEEP ? 3 * phase : phase, brightness);
      values[t] = (float) (loudness * envelope(voice, place) * sound);
    }
    return values;
  }

  /** The factor of the pitch. */
  private static double bend(Voice voice, double place) {
    double within = Math.max(0, Math.min(1, place));
    return switch (voice) {
      case RISE -> 0.7 + 1.6 * within;
      case FALL -> 2.3 - 1.6 * within;
      case BEEP, HISS, HUM, TRILL -> 1;
    };
  }

  private static double envelope(Voice voice, double place) {
    if (place <= 0 || place >= 1) {
      return 0;
    }
    double smooth = Math.min(1, Math.min(place, 1 - place) / 0.15);
    return voice == Voice.TRILL ? smooth * (0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * place)) : smooth;
  }

  private static double harmonics(double phase, double brightness) {
    double sum = 0;
    double factor = 1;
    double all = 0;
    for (int k = 1; k <= HARMONICS; k++) {
      sum += factor * Math.sin(2 * Math.PI * k * phase);
      all += factor;
      factor *= brightness;
    }
    return sum / all;
  }
}
