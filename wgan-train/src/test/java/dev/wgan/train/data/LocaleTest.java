package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arabic has digits of its own, Turkish letters: neither must reach what is read or written. */
@Isolated
class LocaleTest {
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(BEFORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "tr-TR", "de-DE"})
  void readingAndMessagesDoNotDependOnTheLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    for (String name : new String[] {"TRAIN/a.GIF", "VALID/b.TIF", "TRAIN/c.PNG"}) {
      BufferedImage image = TestImages.noise(BufferedImage.TYPE_3BYTE_BGR, 4, 4, name.hashCode());
      Path lower =
          TestImages.write(
              folder.resolve("x." + name.substring(8).toLowerCase(Locale.ROOT)), image);
      Files.createDirectories(folder.resolve("images").resolve(name).toAbsolutePath().getParent());
      Files.move(lower, folder.resolve("images").resolve(name));
    }
    assertThat(DataSummary.line(Datasets.open(folder.resolve("images"), DataOptions.defaults())))
        .startsWith("2 samples of shape [3, 4, 4], values -")
        .contains("read the part TRAIN of TRAIN, VALID, without 1 file of the others");
    Path table = Files.writeString(folder.resolve("T.CSV"), "id,INF\n1,2.5\n2,x\n");
    assertThatThrownBy(() -> Datasets.open(table, DataOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 3 of")
        .hasMessageContaining("in column 1 (INF)");
  }
}
