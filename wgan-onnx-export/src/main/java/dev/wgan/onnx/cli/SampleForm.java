package dev.wgan.onnx.cli;

import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form in which samples are written. */
enum SampleForm {
  /** A PNG file for each sample. */
  FOLDER,
  /** One picture of all samples. */
  PNG,
  /** One array of all samples. */
  NPY,
  /** Standard output, in the form that suits the samples. */
  NATURAL;

  /** The forms that standard output can take. */
  enum Standard {
    PNG,
    NPY
  }

  /** Returns the form that a file's name implies, or that was chosen for standard output. */
  static Optional<SampleForm> of(Path out, @Nullable Standard named) {
    if (Result.isStandardOutput(out)) {
      return Optional.of(named == null ? NATURAL : valueOf(named.name()));
    }
    if (named != null) {
      return Optional.empty();
    }
    String name = out.getFileName() == null ? "" : out.getFileName().toString();
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!name.contains(".") || Files.isDirectory(out)) {
      return Optional.of(FOLDER);
    } else if (suffix.equals("png")) {
      return Optional.of(PNG);
    }
    return suffix.equals("npy") ? Optional.of(NPY) : Optional.empty();
  }

  /** Returns whether samples are drawn as pictures. */
  boolean draws(SampleKind kind) {
    return this == NATURAL ? kind.isPicture() : this != NPY;
  }

  void write(Samples samples, SampleKind kind, Path out) throws IOException {
    boolean standard = Result.isStandardOutput(out);
    switch (this) {
      case FOLDER -> samples.writeImages(out);
      case PNG -> {
        if (standard) {
          Result.write(out, samples::writeGrid);
        } else {
          samples.writeGrid(out);
        }
      }
      case NPY -> {
        if (standard) {
          Result.write(out, samples::writeNpy);
        } else {
          samples.writeNpy(out);
        }
      }
      case NATURAL -> (kind.isPicture() ? PNG : NPY).write(samples, kind, out);
    }
  }
}
