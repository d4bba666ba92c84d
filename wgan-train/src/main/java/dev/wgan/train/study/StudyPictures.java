package dev.wgan.train.study;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.Samples;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.kind.Contours;
import dev.wgan.train.kind.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A picture of each variant at the end of its training: rows of images, or the plane with the
 * critic's scores.
 *
 * @param images whether the samples are images
 * @param byLabel the pictures by variant
 */
record StudyPictures(boolean images, Map<String, BufferedImage> byLabel) {
  private static final long SAMPLE_SEED = 42;
  private static final int SHOWN = 20;

  /** Few next to each other, so that a narrow window still shows what they are. */
  private static final int ACROSS = 10;

  static StudyPictures of(PartResults part) throws IOException {
    Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    boolean images = true;
    for (String label : part.labels()) {
      try (Generator generator = Generator.load(part.folder(label).onnx())) {
        images = Kind.of(generator.info().output().kind()).drawsSamples();
        pictures.put(label, images ? row(generator) : plane(part, label));
      }
    }
    return new StudyPictures(images, pictures);
  }

  private static BufferedImage row(Generator generator) {
    Samples samples = generator.sample(SHOWN, SAMPLE_SEED);
    return ImageRenderer.of(generator.info().output()).grid(samples.toArray(), ACROSS);
  }

  private static BufferedImage plane(PartResults part, String label) throws IOException {
    Path file = part.folder(label).samples().resolve(Contours.FILE);
    BufferedImage picture = ImageIO.read(file.toFile());
    if (picture == null) {
      throw new TrainingException(file + " is not a picture: train the run anew");
    }
    return picture;
  }
}
