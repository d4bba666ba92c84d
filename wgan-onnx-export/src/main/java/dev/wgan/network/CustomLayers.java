package dev.wgan.network;

import java.util.ServiceLoader;
import java.util.TreeMap;

/** The providers of custom layers on the class path, by kind. */
final class CustomLayers {
  private CustomLayers() {}

  static CustomLayer find(String kind) {
    TreeMap<String, CustomLayer> found = new TreeMap<>();
    for (CustomLayer provider : ServiceLoader.load(CustomLayer.class)) {
      CustomLayer other = found.put(provider.kind(), provider);
      if (other != null) {
        throw new NetworkException(
            "of kind '%s' is provided by %s and by %s: keep one"
                .formatted(
                    provider.kind(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
    CustomLayer provider = found.get(kind);
    if (provider == null) {
      throw new NetworkException(
          "of kind '%s' has no provider on the class path: it has those of %s; name yours in META-INF/services/%s"
              .formatted(kind, found.keySet(), CustomLayer.class.getName()));
    }
    return provider;
  }
}
