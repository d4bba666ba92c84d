package dev.wgan.spark;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.InputException;
import dev.wgan.runtime.ModelLoadException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The place of a model: an artifact on the class path, or a file of any file system that Spark
 * reads.
 *
 * <p>Immutable and thread-safe; travels to executors.
 *
 * @param text the name of a pretrained generator, or a path
 */
record ModelOrigin(String text) implements Serializable {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  static ModelOrigin of(String text) {
    if (text.isBlank()) {
      throw SourceOption.MODEL.wrong(
          text, "the name of a pretrained generator or the path of an ONNX file");
    }
    return new ModelOrigin(text);
  }

  boolean isName() {
    return NAME.matcher(text).matches();
  }

  /** Reads the bytes of the model. */
  ModelBytes read(Configuration hadoop) {
    try {
      return ModelBytes.of(isName() ? ofName() : ofFile(hadoop));
    } catch (FileNotFoundException e) {
      throw new ModelLoadException("there is no model " + text, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelLoadException("%s cannot be read: %s".formatted(text, e.getMessage()), e);
    }
  }

  private byte[] ofName() throws IOException {
    String resource = "dev/wgan/models/" + text + ".onnx";
    ClassLoader context =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElseGet(ModelOrigin.class::getClassLoader);
    try (InputStream in = context.getResourceAsStream(resource)) {
      if (in == null) {
        // Fails with the names that there are.
        Generator.pretrained(text).close();
        throw new ModelLoadException("there is no model " + text);
      }
      return in.readAllBytes();
    }
  }

  private byte[] ofFile(Configuration hadoop) throws IOException {
    Path path = new Path(text);
    FileSystem files = path.getFileSystem(hadoop);
    if (files.getFileStatus(path).isDirectory()) {
      throw new InputException(text + " is a folder: expected an ONNX file");
    }
    try (InputStream in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
