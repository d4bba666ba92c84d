package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderBackendTest {
  private static final List<ExecutionProvider> PROVIDERS =
      List.of(ExecutionProvider.cpu(), ExecutionProvider.cuda());

  @Test
  void everyProviderHasABackendOfItsOwn() {
    assertThat(PROVIDERS.stream().<Class<?>>map(Object::getClass))
        .containsExactlyInAnyOrder(ExecutionProvider.class.getPermittedSubclasses());
    assertThat(PROVIDERS.stream().<Class<?>>map(known -> ProviderBackend.of(known).getClass()))
        .containsExactlyInAnyOrder(ProviderBackend.class.getPermittedSubclasses());
  }

  @Test
  void theCpuAlonePromisesBits() {
    assertThat(PROVIDERS)
        .filteredOn(provider -> ProviderBackend.of(provider).promisesBits())
        .containsExactly(ExecutionProvider.cpu());
  }
}
