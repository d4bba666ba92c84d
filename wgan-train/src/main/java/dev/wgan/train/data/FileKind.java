package dev.wgan.train.data;

import java.util.Locale;

/** A kind of files that folders are read for, recognised by their names. */
enum FileKind {
  /** Images in the formats of {@link ImageFormats}. */
  IMAGE("images", "files named .png, .jpg, .jpeg, .webp, .gif, .bmp or .tif, or idx files"),
  /** WAV files. */
  SOUND("WAV files", "files named .wav");

  private final String noun;
  private final String expected;

  FileKind(String noun, String expected) {
    this.noun = noun;
    this.expected = expected;
  }

  /** Returns whether a file's name is that of a file of this kind. */
  boolean matches(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return switch (this) {
      case IMAGE -> ImageFormats.isImage(name);
      case SOUND -> name.endsWith(".wav") || name.endsWith(".wave");
    };
  }

  /** The plural for messages. */
  String noun() {
    return noun;
  }

  /** The names of such files, for messages. */
  String expected() {
    return expected;
  }
}
