package dev.wgan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.NetworkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = folder.resolve("codes.json");
    Files.writeString(file, CodesFile.write(Map.of("wgan.column", "3")));
    assertThat(CodesFile.read(file)).containsExactly(Map.entry("wgan.column", "3"));
  }

  /** A typed table without its codes would be exported as a vector of plain numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "null", "\"codes\"", "7", "{\"a\": 3}", "{"})
  void refusesWhatIsNoCodes(String text) throws IOException {
    Path file = folder.resolve("codes.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> CodesFile.read(file))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("codes.json");
  }
}
