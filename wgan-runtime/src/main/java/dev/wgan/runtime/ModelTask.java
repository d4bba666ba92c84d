package dev.wgan.runtime;

/** The task of a model: the way in which its samples come about. */
public enum ModelTask {
  /** Draws samples from latents, see {@link Generator}. */
  GENERATE("generates samples", Setting.GENERATOR),
  /** Enlarges pictures, see {@link Upscaler}. */
  UPSCALE("enlarges pictures", Setting.UPSCALER),
  /** Fills holes in pictures, see {@link Inpainter}. */
  INPAINT("fills holes in pictures", Setting.INPAINTER);

  private final String phrase;
  private final Setting user;

  ModelTask(String phrase, Setting user) {
    this.phrase = phrase;
    this.user = user;
  }

  /** Returns a predicate for messages, such as "enlarges pictures". */
  String phrase() {
    return phrase;
  }

  /** Returns the class or the command for models of this task. */
  Setting user() {
    return user;
  }
}
