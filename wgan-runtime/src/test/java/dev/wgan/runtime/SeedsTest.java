package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void seedsDoNotRepeatOverThreads() {
    var seeds = ConcurrentHashMap.<Long>newKeySet();
    IntStream.range(0, 200_000).parallel().forEach(i -> seeds.add(RandomSeeds.fresh()));
    assertThat(seeds).hasSize(200_000);
  }

  @Test
  void messagesLoseTheNativePrefixAndKeepTheSentence() {
    String missing =
        "Error code - ORT_FAIL - message: /src/provider_bridge_ort.cc:1988 Provider& Get()"
            + " [ONNXRuntimeError] : 1 : FAIL : Failed to load library /tmp/x.so with error:"
            + " libcublasLt.so.12: cannot open shared object file\n at frame 1";
    assertThat(Messages.reason(new IllegalStateException(missing)))
        .isEqualTo(
            "Failed to load library /tmp/x.so with error: libcublasLt.so.12: cannot open shared"
                + " object file");
    assertThat(Messages.reason(new IllegalStateException("plain"))).isEqualTo("plain");
    assertThat(Messages.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}
