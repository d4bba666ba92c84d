package dev.wgan.train.cli;

import dev.wgan.train.classify.OnnxClassifier;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Split;
import dev.wgan.train.study.ImageJudge;
import dev.wgan.train.study.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The images of a study: those to train on, and others by which a classifier judges samples.
 *
 * <p>These are the two parts of the data, or two thirds and one third of data without a test part.
 * Not thread-safe. The creator closes it after the study.
 */
final class StudyImages implements AutoCloseable {
  private static final double THIRD = 1.0 / 3;
  private static final long SPLIT_SEED = 1;

  private final OnnxClassifier classifier;
  private final @Nullable Dataset whole;
  private final Subject subject;

  private StudyImages(OnnxClassifier classifier, @Nullable Dataset whole, Subject subject) {
    this.classifier = classifier;
    this.whole = whole;
    this.subject = subject;
  }

  /**
   * Reads the images that judge.
   *
   * @throws TrainingException if the classifier takes images of another shape
   */
  static StudyImages of(DataSource source) {
    OnnxClassifier classifier = OnnxClassifier.fashionMnist();
    Dataset whole = null;
    try {
      if (source.hasBothParts()) {
        try (Dataset test = source.withPart("test").open()) {
          ImageJudge judge = judge(classifier, test);
          return new StudyImages(
              classifier, null, new Subject(source.withPart("train")::open, judge));
        }
      }
      whole = source.open();
      Split split = Split.byFraction(whole, THIRD, SPLIT_SEED);
      ImageJudge judge = judge(classifier, split.heldOut());
      return new StudyImages(classifier, whole, new Subject(split::training, judge));
    } catch (RuntimeException e) {
      classifier.close();
      if (whole != null) {
        whole.close();
      }
      throw e;
    }
  }

  private static ImageJudge judge(OnnxClassifier classifier, Dataset reference) {
    DataDescription described = reference.description();
    if (!classifier.takes(described.shape())) {
      throw new TrainingException(
          "a study judges images in the features of a classifier of grey images of 28 × 28 pixels: those of %s have the shape %s; read them with --size 28 --colour grey"
              .formatted(described.name(), described.shape()));
    }
    return new ImageJudge(classifier, RealData.shuffled(reference), described.classNames());
  }

  Subject subject() {
    return subject;
  }

  @Override
  public void close() {
    classifier.close();
    if (whole != null) {
      whole.close();
    }
  }
}
