package dev.wgan.runtime;

import java.util.regex.Pattern;

/** Finds pretrained models in artifacts on the class path. */
final class Pretrained {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private Pretrained() {}

  static Generator load(String name, GeneratorOptions options) {
    if (!NAME.matcher(name).matches()) {
      throw new ModelLoadException(
          "'%s' is no name of a pretrained model: expected lower-case letters, digits and hyphens"
              .formatted(name));
    }
    String resource = "dev/wgan/models/" + name + ".onnx";
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    for (ClassLoader loader :
        new @org.jspecify.annotations.Nullable ClassLoader[] {
          context, Pretrained.class.getClassLoader(), ClassLoader.getSystemClassLoader()
        }) {
      if (loader != null && loader.getResource(resource) != null) {
        return Generator.loadResource(loader, resource, options);
      }
    }
    throw new ModelLoadException(
        "no artifact on the class path has the pretrained model '%s' (the resource %s): add wgan-models"
            .formatted(name, resource));
  }
}
