package dev.wgan.onnx.cli;

import dev.wgan.network.reference.Spectrogram;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelOutput;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form in which samples are written. */
enum SampleForm {
  /** A PNG, WAV or GIF file for each sample. */
  FOLDER,
  /** One picture of all samples. */
  PNG,
  /** One array of all samples. */
  NPY,
  /** One sound of all samples. */
  WAV,
  /** One animated picture of all samples. */
  GIF,
  /** The rows of a typed table as CSV. */
  CSV,
  /** The rows of a typed table as a JSON object per line. */
  JSONL,
  /** Standard output, in the form that suits the samples. */
  NATURAL;

  /** The forms that standard output can take. */
  enum Standard {
    PNG,
    NPY,
    WAV,
    GIF,
    CSV,
    JSONL
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
    }
    return Arrays.stream(Standard.values())
        .map(Standard::name)
        .filter(form -> form.equalsIgnoreCase(suffix))
        .map(SampleForm::valueOf)
        .findFirst();
  }

  /** Returns whether samples are drawn as pictures by their own values. */
  boolean draws(SampleKind kind) {
    return switch (this) {
      case FOLDER, PNG -> kind != SampleKind.AUDIO && kind != SampleKind.VIDEO;
      case NPY, WAV, GIF, CSV, JSONL, NATURAL -> false;
    };
  }

  /** Returns whether samples are played or drawn as sound. */
  boolean sounds(SampleKind kind) {
    return this == WAV || (kind == SampleKind.AUDIO && this != NPY && !isRows());
  }

  /** Returns whether samples are shown as films. */
  boolean films(SampleKind kind) {
    return this == GIF || (kind == SampleKind.VIDEO && this != NPY && this != WAV && !isRows());
  }

  /** Returns whether samples are written as rows, while they are drawn. */
  boolean isRows() {
    return this == CSV || this == JSONL;
  }

  /** Returns this form for a model, with a form of its own in place of the natural one. */
  SampleForm forModel(ModelInfo model) {
    return this != NATURAL
        ? this
        : model.table().isPresent() ? CSV : natural(model.output().kind());
  }

  void write(Samples samples, ModelOutput output, Path out) throws IOException {
    boolean standard = Result.isStandardOutput(out);
    SampleKind kind = output.kind();
    switch (this) {
      case FOLDER -> {
        if (kind == SampleKind.AUDIO) {
          samples.writeWavs(out);
        } else if (kind == SampleKind.VIDEO) {
          samples.writeGifs(out);
        } else {
          samples.writeImages(out);
        }
      }
      case PNG -> {
        if (kind == SampleKind.AUDIO) {
          BufferedImage sheet = sheet(samples, output);
          Result.write(out, stream -> ImageRenderer.writePng(sheet, stream));
        } else if (kind == SampleKind.VIDEO) {
          BufferedImage strips = samples.filmStrips();
          Result.write(out, stream -> ImageRenderer.writePng(strips, stream));
        } else if (standard) {
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
      case WAV -> {
        if (standard) {
          Result.write(out, samples::writeWav);
        } else {
          samples.writeWav(out);
        }
      }
      case GIF -> {
        if (standard) {
          Result.write(out, samples::writeGif);
        } else {
          samples.writeGif(out);
        }
      }
      case CSV, JSONL, NATURAL ->
          throw new IllegalStateException(this + " is not a form of samples that are in memory");
    }
  }

  private static SampleForm natural(SampleKind kind) {
    return switch (kind) {
      case AUDIO -> WAV;
      case VIDEO -> GIF;
      case IMAGE -> PNG;
      case TABLE, VECTOR -> NPY;
    };
  }

  /** Spectrograms of all samples. */
  private static BufferedImage sheet(Samples samples, ModelOutput output) {
    int channels = samples.audio(0).channels();
    int length = samples.audio(0).length();
    float[] values = new float[samples.size() * channels * length];
    for (int i = 0; i < samples.size(); i++) {
      System.arraycopy(
          samples.audio(i).values(), 0, values, i * channels * length, channels * length);
    }
    return Spectrogram.grid(
        values,
        List.of(channels, length),
        output.sampleRate().orElse(0),
        (int) Math.ceil(Math.sqrt(samples.size())));
  }
}
