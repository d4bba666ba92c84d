package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the ONNX project's test models, where Debian's package {@code libonnx-testdata} is
 * installed, in JVMs of their own: each agrees with the stored output or is refused by a sentence.
 *
 * <p>Of the 1,072 models every seventh runs; the property {@code wgan.test.long} takes all.
 */
class ConformanceTest {
  private static final Path DATA = Path.of("/usr/share/libonnx-testdata/data");
  private static final int SHARE = Boolean.getBoolean("wgan.test.long") ? 1 : 7;

  /**
   * Models whose stored outputs ONNX Runtime 1.28 itself does not give: their operators were
   * defined otherwise when the data were stored.
   */
  private static final List<String> OTHERWISE =
      List.of(
          "test_cast_FLOAT_to_BFLOAT16",
          "test_maxunpool_export_with_output_shape",
          "test_resize_downsample_scales_.*_align_corners");

  @TempDir Path folder;

  @Test
  void testModelsAgreeOrAreRefused() throws IOException, InterruptedException {
    boolean installed = Files.isDirectory(DATA);
    if (!installed) {
      System.out.println("skipped: " + DATA + " of the package libonnx-testdata is not installed");
    }
    assumeTrue(installed, "libonnx-testdata is not installed");
    List<Path> models = models();
    List<String> lines = new ArrayList<>();
    int next = 0;
    while (next < models.size()) {
      List<String> printed = run(models.subList(next, models.size()));
      long started = printed.stream().filter(line -> line.startsWith("START\t")).count();
      assertThat(started).as(String.join("\n", printed)).isPositive();
      next += (int) started;
      lines.addAll(printed.stream().filter(ConformanceTest::isVerdict).toList());
      if (next < models.size() || lines.size() < next) {
        lines.add("CRASHED\t" + models.get(next - 1).getFileName() + "\t" + printed);
      }
    }
    Map<String, List<String>> verdicts =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    l -> l.split("\t", -1)[0], TreeMap::new, Collectors.toList()));
    verdicts.forEach((verdict, of) -> System.out.println(verdict + " " + of.size()));
    assertThat(lines).hasSameSizeAs(models);
    assertThat(verdicts.getOrDefault("CRASHED", List.of())).isEmpty();
    assertThat(verdicts.getOrDefault("FAILED", List.of())).isEmpty();
    assertThat(verdicts.getOrDefault("DIFFER", List.of()))
        .allMatch(line -> OTHERWISE.stream().anyMatch(line.split("\t", -1)[1]::matches));
    // Sentences without C++, whole, on one line.
    assertThat(verdicts.getOrDefault("REFUSED", List.of()))
        .allMatch(line -> line.split("\t", -1).length == 3)
        .noneMatch(line -> line.contains("onnxruntime::") || line.contains("/onnxruntime_src/"))
        .noneMatch(line -> line.endsWith(":") || line.endsWith("indices"));
    assertThat(verdicts.get("AGREE")).hasSizeGreaterThan(models.size() * 8 / 10);
  }

  private static boolean isVerdict(String line) {
    return Stream.of("AGREE\t", "DIFFER\t", "REFUSED\t", "FAILED\t").anyMatch(line::startsWith);
  }

  private static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.walk(DATA)) {
      List<Path> all =
          files.filter(f -> f.endsWith("model.onnx")).map(Path::getParent).sorted().toList();
      List<Path> chosen = new ArrayList<>();
      for (int i = 0; i < all.size(); i += SHARE) {
        chosen.add(all.get(i));
      }
      return chosen;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<String> run(List<Path> models) throws IOException, InterruptedException {
    Path list = folder.resolve("models.txt");
    Files.write(list, models.stream().map(Path::toString).toList(), StandardCharsets.UTF_8);
    ChildJvm child = ChildJvm.run(ConformanceMain.class, List.of("-Xmx512m"), list.toString());
    return child.output().lines().toList();
  }
}
