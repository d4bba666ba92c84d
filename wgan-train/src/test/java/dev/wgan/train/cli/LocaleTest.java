package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training, an export, an evaluation and samples are the same bytes under Arabic and Turkish
 * settings as under none, whatever the classes are called; each in a JVM of its own.
 */
class LocaleTest {
  private static final List<String> CLASSES =
      List.of("<script>alert(1)</script>".replace("/", "\u2215"), "=cmd()|x", "I \u0130\u0131 *b*");

  @TempDir private Path folder = Path.of("");

  @Test
  void nothingDependsOnTheLocale() throws Exception {
    images();
    Map<String, String> root = run("root", "", "");
    assertThat(root)
        .containsKeys("my model (1).onnx", "my model (1).md", "page.html", "evaluation.json")
        .containsKeys("run/metrics.csv", "run/report.html", "grid.png", "a.npy");
    requireSame(run("arabic", "ar", "EG"), root);
    requireSame(run("turkish", "tr", "TR"), root);

    assertThat(text(root, "my model (1).md"))
        .startsWith("# my model (1).onnx")
        .contains("](my%20model%20%281%29.png)")
        .contains("&lt;script&gt;alert(1)", "\\=cmd()\\|x", "I \u0130\u0131 \\*b\\*")
        .doesNotContain("<script");
    assertThat(text(root, "page.html")).contains("</html>").doesNotContain("<script");
    assertThat(text(root, "run/report.html"))
        .contains("&lt;script&gt;alert")
        .doesNotContain("<script>alert");
  }

  private static void requireSame(Map<String, String> actual, Map<String, String> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach((name, content) -> assertThat(content).as(name).isEqualTo(expected.get(name)));
  }

  private static String text(Map<String, String> files, String name) {
    return new String(
        files.getOrDefault(name, "").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** 306 images of 6×6 pixels in folders that are called like an attack. */
  private void images() throws IOException {
    Random random = new Random(5);
    for (String name : CLASSES) {
      Path of = Files.createDirectories(folder.resolve("data").resolve(name));
      for (int i = 0; i < 102; i++) {
        BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY);
        for (int p = 0; p < 36; p++) {
          image.getRaster().setSample(p % 6, p / 6, 0, random.nextInt(256));
        }
        ImageIO.write(image, "png", of.resolve(i + ".png").toFile());
      }
    }
  }

  private Map<String, String> run(String name, String language, String country) throws Exception {
    Path out = Files.createDirectories(folder.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dai.djl.offline=true", "-Djava.awt.headless=true", "-Xmx512m"));
    command.addAll(List.of("-Duser.language=" + language, "-Duser.country=" + country));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LocaleMain.class.getName(), folder.resolve("data").toString()));
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(out.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        files.put(out.relativize(file).toString(), withoutTime(file, content));
      }
    }
    return files;
  }

  private static String withoutTime(Path file, String content) {
    String name = String.valueOf(file.getFileName());
    if (name.equals("metrics.csv")) {
      return String.join(
          "\n", Arrays.stream(content.split("\n")).map(l -> l.replaceAll(",[^,]*$", "")).toList());
    } else if (name.equals("state.json")) {
      return content.replaceAll("\"seconds\" : [^,\n]*", "");
    } else if (name.endsWith(".md")) {
      return content.replaceAll("\\| seconds \\|[^\n]*", "");
    } else if (name.equals("report.html")) { // time, and what is computed from it
      return content.replaceAll(
          "<dd>[^<]*<small>(including monitoring|[^<]* per second)", "<dd><small>");
    }
    return name.matches(".*\\.(md|html|json|csv)") ? content : "hash " + content.hashCode();
  }
}
