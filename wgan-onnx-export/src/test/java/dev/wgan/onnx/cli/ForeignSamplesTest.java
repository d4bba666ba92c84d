package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.runtime.ImageLayout;
import dev.wgan.runtime.Npy;
import dev.wgan.runtime.Setting;
import dev.wgan.runtime.SettingNames;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Models of others on the command line: every sentence names a flag, never an option of Java. */
class ForeignSamplesTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String model(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/sample/" + name + ".onnx")) {
      Path file = folder.resolve(name + ".onnx");
      Files.write(file, Objects.requireNonNull(in, name).readAllBytes());
      return file.toString();
    }
  }

  private int run(Object command, String... arguments) {
    CommandLine commandLine = Cli.of(command);
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  private String npy(String name, int... shape) {
    int elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = i % 5 / 5f;
    }
    Path file = folder.resolve(name);
    Npy.write(file, TensorData.of(values, shape));
    return file.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nhwc_rgb; -o x.png; say with --layout that they are",
        "nhwc_rgb; --layout channels-last -o x.png; say with --range what they are",
        "nhwc_rgb; --sample-shape 3,8,8 -o x.npy; say so with --layout",
        "nhwc_rgb; --sample-shape 3,8,9 -o x.npy; set --sample-shape to one of 192 elements",
        "nhwc_rgb; --output y -o x.npy; and --output names one of them",
        "squeezed_chw; -o x.png; say with --layout which of the two",
        "srgan; -n 2 -o x.npy; by name, with --input NAME=FILE.npy; if one of them takes noise",
        "unknown_rank_in; -o x.npy; name it with --latent-input, and its dimensions with --latent-",
        "unknown_rank_in; --latent-shape 7 -o x.npy; --latent-shape sets another shape",
        "unknown_rank_in; --latent-input z -o x.npy; set --latent-shape",
        "name_equals; --latent-input q -o x.npy; and --latent-input names one of them",
        "name_equals; -o x.png; --sample-shape gives flat samples such dimensions"
      })
  void refusalsNameFlags(String name, String arguments, String sentence) throws IOException {
    String all = "sample " + model(name) + " " + arguments.replace(" x.", " " + folder + "/x.");
    // The model may be at fault, or an option; wrong usage adds where help is.
    int code = run(new ExportCli(), all.split(" ", -1));
    assertThat(code).isIn(1, 2);
    String help = code == 2 ? "\nTry 'wgan sample --help'." : "";
    assertThat(err.toString()).contains(sentence);
    for (Setting setting : Setting.values()) {
      assertThat(err.toString()).doesNotContain(setting.javaName());
    }
    assertThat(err.toString().strip().replace(help, "")).doesNotContain("\n");
    assertThat(folder.resolve("x.npy")).doesNotExist();
    assertThat(folder.resolve("x.png")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"srgan, --input", "unknown_rank_in, --latent-input", "name_equals, ''"})
  void verifyNamesFlagsToo(String name, String flag) throws IOException {
    assertThat(run(new ExportCli(), "verify", model(name))).isZero();
    assertThat(out.toString()).contains(flag);
    assertThat(run(new ExportCli(), "verify", model(name), "--output", "y")).isEqualTo(2);
    assertThat(err.toString()).contains("and --output names one of them");
    for (Setting setting : Setting.values()) {
      assertThat(out.toString() + err).doesNotContain(setting.javaName());
    }
  }

  @Test
  void aLayoutThatTheShapeContradictsIsWrongUsage() throws IOException {
    String[] sample = {"sample", model("nhwc_rgb"), "--layout", "channels-first", "-o", "p.png"};
    assertThat(run(new ExportCli(), sample)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "samples of shape [8, 8, 3] are not images with their channels first: say with"
                + " --layout that they come last");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everySettingIsCalledByItsFlag(Setting setting) {
    String flag = Flags.flag(setting);
    if (flag.startsWith("-")) {
      CommandLine sample = new CommandLine(new SampleCommand());
      assertThat(sample.getCommandSpec().optionsMap()).containsKey(flag.split(" ", 2)[0]);
      assertThat(Flags.of(sample, setting)).isEqualTo(flag);
      CommandLine other = new CommandLine(new Failing());
      assertThat(Flags.of(other, setting)).isEqualTo(flag + " of the command sample");
    }
  }

  @Test
  void aFailureThatNamesEverySettingNamesNoneOfJava() {
    assertThat(run(new Failing())).isEqualTo(1);
    for (Setting setting : Setting.values()) {
      assertThat(err.toString()).contains(Flags.flag(setting)).doesNotContain(setting.javaName());
    }
  }

  @Command(name = "failing")
  private static final class Failing implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new EverySetting();
    }
  }

  private static final class EverySetting extends RuntimeException implements SettingNames {
    private static final long serialVersionUID = 1L;

    @Override
    public String message(Function<Setting, String> names) {
      return Arrays.stream(Setting.values()).map(names).collect(Collectors.joining(", "));
    }

    @Override
    public String getMessage() {
      return message(Setting::javaName);
    }
  }

  @Test
  void channelsLastAreDrawnAsSaid() throws IOException {
    Path grid = folder.resolve("grid.png");
    String[] arguments = {
      "sample", model("nhwc_rgb"), "-n", "4", "--seed", "1", "--range=0,1", "-o", grid.toString()
    };
    String[] last = Arrays.copyOf(arguments, arguments.length + 2);
    last[arguments.length] = "--layout";
    last[arguments.length + 1] = "channels-last";
    assertThat(run(new ExportCli(), last)).as(err.toString()).isZero();
    assertThat(ImageIO.read(grid.toFile()).getWidth()).isEqualTo(2 * 10 + 2);
    last[arguments.length + 1] = "nhwc";
    assertThat(run(new ExportCli(), last)).isEqualTo(2);
    assertThat(err.toString()).contains("expected one of [channels-first, channels-last]");
    assertThat(ImageLayout.values()).hasSize(2);
  }

  @Test
  void anInputsNameMayHaveAnEqualsSign() throws IOException {
    Path array = folder.resolve("x.npy");
    String given = "a=b=" + npy("z=1.npy", 3, 8);
    assertThat(
            run(
                new ExportCli(),
                "sample",
                model("name_equals"),
                "--input",
                given,
                "-o",
                array + ""))
        .as(err.toString())
        .isZero();
    assertThat(Npy.read(array).shape()).containsExactly(3, 12);
    assertThat(out.toString()).doesNotContain("seed");
    assertThat(
            run(new ExportCli(), "sample", model("name_equals"), "--input", "ab", "-o", array + ""))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--input ab: expected NAME=FILE.npy");
  }

  @Test
  void imagesOfAnySizeAreTurnedWithoutASeed() throws IOException {
    Path array = folder.resolve("x.npy");
    for (int side : new int[] {5, 9}) {
      String given = "lr=" + npy("lr" + side + ".npy", 2, 3, side, 7);
      assertThat(run(new ExportCli(), "sample", model("srgan"), "--input", given, "-o", array + ""))
          .as(err.toString())
          .isZero();
      assertThat(Npy.read(array).shape()).containsExactly(2, 3, 4 * side, 28);
    }
    assertThat(out.toString()).contains("from given inputs").doesNotContain("of seed");
  }
}
