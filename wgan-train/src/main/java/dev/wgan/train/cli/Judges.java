package dev.wgan.train.cli;

import dev.wgan.train.classify.OnnxClassifier;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.evaluate.Classifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The classifiers of an evaluation: those given, or the embedded one for images with its classes.
 *
 * <p>As thread-safe as a classifier. The creator closes it.
 */
final class Judges implements AutoCloseable {
  private final List<String> names = new ArrayList<>();
  private final List<OnnxClassifier> classifiers = new ArrayList<>();

  private Judges() {}

  static Judges of(List<Path> files, DataDescription described) {
    Judges judges = new Judges();
    try {
      for (Path file : files) {
        boolean named = files.stream().filter(other -> sameName(other, file)).count() == 1;
        judges.add(String.valueOf(named ? file.getFileName() : file), OnnxClassifier.load(file));
        if (!judges.last().takes(described.shape())) {
          throw new TrainingException(
              "%s classifies samples of another shape than the data's %s: fit one with wgan classifier --data"
                  .formatted(file, described.shape()));
        }
      }
      if (files.isEmpty()) {
        judges.addEmbedded(described);
      }
      return judges;
    } catch (RuntimeException e) {
      judges.close();
      throw e;
    }
  }

  private static boolean sameName(Path one, Path other) {
    return Objects.equals(one.getFileName(), other.getFileName());
  }

  private void addEmbedded(DataDescription described) {
    OnnxClassifier embedded = OnnxClassifier.fashionMnist();
    if (embedded.takes(described.shape()) && embedded.classNames().equals(described.classNames())) {
      add("the embedded classifier", embedded);
    } else {
      embedded.close();
    }
  }

  private void add(String name, OnnxClassifier classifier) {
    names.add(name);
    classifiers.add(classifier);
  }

  private OnnxClassifier last() {
    return classifiers.get(classifiers.size() - 1);
  }

  /** The classifier whose features are used; null if there is none. */
  @Nullable OnnxClassifier features() {
    return classifiers.isEmpty() ? null : classifiers.get(0);
  }

  /** The classifiers of given classes, by the names of their files, or paths if names repeat. */
  Map<String, Classifier> of(List<String> classNames) {
    Map<String, Classifier> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (classifiers.get(i).classNames().equals(classNames)) {
        byName.put(names.get(i), classifiers.get(i));
      }
    }
    return byName;
  }

  @Override
  public void close() {
    classifiers.forEach(OnnxClassifier::close);
  }
}
