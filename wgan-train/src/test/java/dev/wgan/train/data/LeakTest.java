package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What stays open, mapped or on disk, as Linux tells it. */
@EnabledOnOs(OS.LINUX)
class LeakTest {
  @TempDir Path folder;

  @Test
  void noFileStaysOpenWhetherLoadingWorksOrFails() throws IOException {
    List<Path> paths = new ArrayList<>();
    byte[] idx = TestImages.idx(TestImages.bytes(60, 1), 5, 3, 4);
    for (int cut : new int[] {0, 1, 55, 75}) {
      byte[] bytes = Arrays.copyOf(idx, idx.length - cut);
      paths.add(Files.write(folder.resolve("plain-idx-" + cut), bytes));
      byte[] zip = TestImages.gzip(idx);
      int left = Math.max(1, zip.length - cut);
      paths.add(Files.write(folder.resolve("zipped-idx-" + cut), Arrays.copyOf(zip, left)));
    }
    paths.add(TestImages.folder(folder.resolve("good"), List.of("a", "b"), 4, 9));
    Path bad = TestImages.folder(folder.resolve("bad"), List.of("a"), 4, 9);
    for (String name : List.of("000.png", "001.jpg", "002.gif", "003.bmp")) {
      Path image = bad.resolve("a").resolve(name);
      Files.write(image, Arrays.copyOf(Files.readAllBytes(image), 100));
    }
    paths.add(bad);
    paths.add(Files.writeString(folder.resolve("good.csv"), "1,2\n3,4\n"));
    paths.add(Files.writeString(folder.resolve("bad.csv"), "1,2\n3\n"));
    paths.add(Files.writeString(folder.resolve("bad.npy"), "no"));
    int failures = 0;
    for (Path path : paths) {
      for (long heapLimit : new long[] {0, 1_000_000}) {
        for (boolean skip : new boolean[] {false, true}) {
          try {
            Datasets.open(path, DataOptions.of(o -> o.heapLimit(heapLimit).skipBadImages(skip)))
                .close();
          } catch (DataException e) {
            failures++;
          }
        }
      }
    }
    assertThat(failures).isEqualTo(4 * 9); // 6 idx files cut short, 1 folder, 1 .csv, 1 .npy
    assertThat(openFiles())
        .noneMatch(file -> file.startsWith(folder.toString()) || file.contains("wgan-pixels"));
  }

  @Test
  void aMappedFileHasNoNameAndIsReleased() throws Exception {
    Path images = TestImages.folder(folder.resolve("images"), List.of("a", "b"), 4, 9);
    Path cache = Files.createDirectory(folder.resolve("temporary"));
    byte[] idx = TestImages.gzip(TestImages.idx(TestImages.bytes(60, 1), 5, 3, 4));
    Path zipped = Files.write(folder.resolve("x-idx"), idx);
    Dataset data = Datasets.open(zipped, DataOptions.of(o -> o.heapLimit(0).cacheFolder(cache)));
    assertThat(cache).isEmptyDirectory();
    assertThat(mapped(cache)).isTrue();
    assertThat(data.values(4, 1)).hasSize(12);
    data.close();
    awaitUnmapped(cache);
    Dataset kept = Datasets.open(images, DataOptions.of(o -> o.cacheFolder(cache)));
    assertThat(mapped(cache)).isTrue();
    kept.close();
    awaitUnmapped(cache);
  }

  @Test
  void aFullCacheFolderIsRefusedBeforeTheWork() throws IOException {
    Path file =
        Files.write(folder.resolve("x-idx"), TestImages.idx(new byte[4_000_000], 4_000_000, 1, 1));
    DataOptions options = DataOptions.of(o -> o.heapLimit(0).size(16_000));
    assertThatThrownBy(() -> Datasets.open(file, options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the decoded samples need 976562500 MB, but the folder ");
  }

  private static void awaitUnmapped(Path cache) throws Exception {
    for (int attempt = 0; attempt < 100 && mapped(cache); attempt++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(mapped(cache)).isFalse();
  }

  private static boolean mapped(Path folder) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.anyMatch(line -> line.contains(folder.toString()));
    }
  }

  private static List<String> openFiles() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        try {
          found.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException e) {
          found.add("gone: the listing's own");
        }
      }
    }
    return found;
  }
}
