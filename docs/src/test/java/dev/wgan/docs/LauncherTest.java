package dev.wgan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** bin/wgan: what it builds and when, what it starts, and what it says when it cannot. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  private final Path folder;
  private final Checkout checkout;

  LauncherTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    checkout = new Checkout(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "--help, false",
    "sample m.onnx -o -, false",
    "evaluate m.onnx, false",
    "help train, false",
    "train --help, false",
    "nonsense, false",
    "train --data x, true",
    "--stacktrace demo, true",
    "resume run, true",
    "classifier, true",
    "study plan.json, true",
  })
  void onlyTrainingBringsPyTorch(String arguments, boolean torch) throws Exception {
    assertThat(checkout.call(arguments.split(" ")).code()).isZero();
    assertThat(Files.readAllLines(checkout.log())).hasSize(1);
    assertThat(Files.readString(checkout.log()).contains("-Ptorch")).isEqualTo(torch);
  }

  @Test
  void buildsOnceAndAgainAfterAChange() throws Exception {
    assertThat(checkout.call("--help").err())
        .contains("building wgan", "  2/6 wgan-runtime\n", "1 files downloaded")
        .doesNotContain("\033");
    Checkout.Call again = checkout.call("--help");
    assertThat(again.err()).isEmpty();
    assertThat(again.out())
        .contains("dev.wgan.train.cli.Wgan\n--help\n", checkout.home + "/library.jar");
    assertThat(Files.readAllLines(checkout.log())).hasSize(1);

    Path source = Files.writeString(checkout.home.resolve("wgan-train/src/main/A.java"), "");
    Files.setLastModifiedTime(
        source, FileTime.fromMillis(System.currentTimeMillis() + 10_000)); // not the same tick
    checkout.call("--help");
    assertThat(Files.readAllLines(checkout.log())).hasSize(2);
  }

  @Test
  void buildsAgainWhereALibraryIsGone() throws Exception {
    checkout.call("--help");
    Files.delete(checkout.home.resolve("library.jar"));
    checkout.call("--help");
    assertThat(Files.readAllLines(checkout.log())).hasSize(2);
  }

  @Test
  void theClassPathWithPyTorchServesEveryCommand() throws Exception {
    checkout.call("train");
    assertThat(checkout.call("sample").err()).isEmpty();
    assertThat(checkout.call("--no-build", "sample").code()).isZero();
    assertThat(Files.readAllLines(checkout.log())).hasSize(1);
  }

  @Test
  void onlyBulkBringsSpark() throws Exception {
    checkout.call("sample");
    assertThat(Files.readString(checkout.log())).doesNotContain("wgan-spark");
    assertThat(checkout.call("bulk", "avatars").out())
        .contains(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            checkout.home + "/wgan-spark/target/quick/classes:",
            "dev.wgan.spark.Bulk\navatars\n");
    assertThat(Files.readString(checkout.log())).contains("-pl wgan-spark -am");
    assertThat(checkout.call("help", "bulk").out()).contains("dev.wgan.spark.Bulk\n--help\n");
    assertThat(checkout.call("--help").out()).doesNotContain("--add-opens");
    assertThat(Files.readAllLines(checkout.log())).hasSize(2);
  }

  @Test
  void twoFirstUsesTakeTurns() throws Exception {
    checkout.maven("sleep 1");
    Process one = checkout.start(checkout.launcher(), List.of(), "--help");
    Process two = checkout.start(checkout.launcher(), List.of(), "--help");
    assertThat(Checkout.finish(one).code()).isZero();
    assertThat(Checkout.finish(two).code()).isZero();
    assertThat(Files.readAllLines(checkout.log())).hasSize(1);
  }

  @Test
  void isStartedThroughALinkFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("w g"), checkout.launcher());
    assertThat(Checkout.finish(checkout.start(link, List.of(), "--help")).code()).isZero();
  }

  @Test
  void newerJavaGetsTheOptionsThatItWarnsWithout() throws Exception {
    assertThat(checkout.call("--help").out())
        .contains("--enable-native-access=ALL-UNNAMED")
        .doesNotContain("--sun-misc-unsafe-memory-access");
    checkout.java("25.0.3");
    assertThat(checkout.call("--help").out()).contains("--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    checkout.call("--help");
    checkout.java("11.0.2");
    assertSentence(checkout.call("--help"), "is Java 11.0.2: wgan needs 17 or newer");
    checkout.java("1.8.0_402");
    assertSentence(checkout.call("--help"), "is Java 1.8.0_402");
    checkout.java("17");
    assertSentence(checkout.callWith("JAVA_HOME=/none", "--help"), "has no bin/java");
    assertSentence(
        checkout.callWith("WGAN_JAVA_OPTS=-Xmx1k", "--help"),
        "Java does not start with WGAN_JAVA_OPTS='-Xmx1k': Too small maximum heap");
    Files.delete(checkout.jdk.resolve("bin/javac"));
    assertThat(checkout.call("sample").code()).isZero(); // it is built
    Files.delete(checkout.home.resolve("bin/target/quick/light.built"));
    assertSentence(checkout.call("sample"), "has no javac next to it");
    Files.delete(checkout.tools.resolve("mvn"));
    assertSentence(checkout.call("sample"), "there is no mvn on the PATH");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
    Files.writeString(checkout.home.resolve("bin/target"), "in the way");
    assertSentence(checkout.call("--help"), checkout.home + " cannot be written to");
    assertSentence(checkout.call("--no-build", "--help"), "wgan is not built for this command");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    checkout.maven("echo '[ERROR] no space left'; exit 1");
    Checkout.Call failed = checkout.call("--help");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("[ERROR] no space left", "the build failed; all that Maven");
    assertThat(failed.out()).isEmpty();
    checkout.maven("");
    assertThat(checkout.call("--help").code()).isZero();
  }

  @Test
  void theWrapperBuildsWhereThereIsNoMaven() throws Exception {
    Path maven = checkout.tools.resolve("mvn");
    Files.move(maven, checkout.home.resolve("mvnw"));
    assertThat(checkout.call("--help").code()).isZero();
    assertThat(Files.readAllLines(checkout.log())).hasSize(1);
  }

  @Test
  void theDoctorReportsWhateverIsMissing() throws Exception {
    Checkout.Call fresh = checkout.call("doctor");
    assertThat(fresh.out())
        .contains(
            "checkout     " + checkout.home, "java         17.0.1, ", "build light  not built yet")
        .contains("build spark  not built yet\n")
        .contains("dev.wgan.train.cli.Wgan\ndoctor\n");
    assertThat(checkout.call("doctor").out()).contains("build light  up to date");

    Files.delete(checkout.home.resolve("bin/target/quick/light.built"));
    checkout.maven("echo '[ERROR] no space left'; exit 1");
    assertThat(checkout.call("sample").code()).isEqualTo(1);
    Checkout.Call failed = checkout.call("doctor");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).contains("build light  did not end: [ERROR] no space left");

    Files.delete(checkout.tools.resolve("mvn"));
    assertThat(checkout.call("doctor").out()).contains("maven        none\n");
    checkout.java("11.0.2");
    Checkout.Call old = checkout.call("doctor");
    assertThat(old.code()).isEqualTo(1);
    assertThat(old.out())
        .contains("is Java 11.0.2: wgan needs 17 or newer")
        .contains("build torch");

    checkout.maven("");
    checkout.java("17.0.1");
    checkout.call("bulk", "avatars");
    assertThat(checkout.call("doctor").out())
        .contains("build light  did not end", "build spark  up to date\n");
  }

  /** cmd.exe is not here to run it: at least it has the lists of the other launcher. */
  @Test
  void theLauncherForWindowsHasTheSameLists() throws Exception {
    String bash = Files.readString(Path.of("..", "bin", "wgan"));
    String windows = Files.readString(Path.of("..", "bin", "wgan.cmd"));
    assertThat(windows.replace("\r\n", "")).doesNotContain("\n");
    assertThat(words(windows, "for %%p in (", ")"))
        .hasSize(14)
        .isEqualTo(words(bash.replace("\\", ""), "for package in ", ";"));
    assertThat(words(windows, "for %%c in (", ")"))
        .isEqualTo(words(bash.replace("|", ""), "case \"$command\" in\n", ") echo torch"));
  }

  private static List<String> words(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return List.of(text.substring(start, text.indexOf(after, start)).strip().split("\\s+"));
  }

  private static void assertSentence(Checkout.Call call, String sentence) {
    assertThat(call.err()).contains(sentence).hasLineCount(1);
    assertThat(call.code()).isEqualTo(1);
    assertThat(call.out()).isEmpty();
  }
}
