package dev.wgan.spark;

import dev.wgan.runtime.InputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder that rows are written to, as Spark does: a file for each partition. It appears when
 * all files are complete.
 *
 * <p>Immutable and thread-safe.
 *
 * @param path the folder, of any file system that Spark writes
 * @param form the form of its files
 */
record BulkFile(Path path, Form form) {
  /** The form of files, by the ending of the folder's name. */
  enum Form {
    PARQUET,
    ORC,
    CSV,
    JSON;

    /** The name in Spark, and the ending. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static BulkFile of(String text) {
    List<Form> forms = Arrays.asList(Form.values());
    String lower = text.toLowerCase(Locale.ROOT);
    for (Form form : forms) {
      if (lower.endsWith("." + form.word()) && lower.length() > form.word().length() + 1) {
        return new BulkFile(new Path(text), form);
      }
    }
    throw new InputException(
        "the output is '%s': expected a name that ends in .parquet, .orc, .csv or .json"
            .formatted(text));
  }

  void requireAbsent(Configuration hadoop) throws IOException {
    if (path.getFileSystem(hadoop).exists(path)) {
      throw new InputException(
          "%s exists already: delete it first, or write to another name".formatted(path));
    }
  }

  /** The hidden folder next to it, which holds the rows until all are written. */
  Path unfinished() {
    return path.getParent() == null
        ? new Path("." + path.getName() + ".unfinished")
        : new Path(path.getParent(), "." + path.getName() + ".unfinished");
  }

  void finish(Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    if (!files.rename(unfinished(), path)) {
      throw new IOException("%s cannot be renamed to %s".formatted(unfinished(), path));
    }
  }

  void discard(Configuration hadoop) throws IOException {
    path.getFileSystem(hadoop).delete(unfinished(), true);
  }
}
