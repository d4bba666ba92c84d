package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What often stands where data are expected. */
class FileSignatureTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version https://git-lfs.github.com/spec/v1 oid sha256:ab | a Git LFS pointer: fetch",
        "<!DOCTYPE html><html> | an HTML page",
        "<?xml version='1.0'?><svg/> | an XML file",
        "PK\3\4abc | a ZIP archive",
        "PAR1abc | a Parquet file",
        "[{\"a\": 1}] | a JSON file",
      })
  void isNamed(String content, String name) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    for (String file : new String[] {"t.csv", "t.npy", "t-idx3-ubyte", "t.bin"}) {
      Path path = Files.write(folder.resolve(file), bytes);
      assertThatThrownBy(() -> Datasets.open(path, DataOptions.defaults()))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(path + " is " + name);
    }
    Path image = Files.createDirectories(folder.resolve("images")).resolve("a.png");
    Files.write(image, bytes);
    assertThatThrownBy(() -> Datasets.open(folder.resolve("images"), DataOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("cannot read the image %s: it is %s".formatted(image, name));
  }

  @ParameterizedTest
  @CsvSource({"'1,2'", "'a,b'", "'{'"})
  void dataAreNotNamed(String content) throws IOException {
    Path path = Files.writeString(folder.resolve("t"), content);
    assertThat(FileSignature.of(path).isPresent()).isEqualTo(content.equals("{"));
  }
}
