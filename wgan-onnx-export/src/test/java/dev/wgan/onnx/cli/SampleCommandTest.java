package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.runtime.Npy;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SampleCommandTest {
  @TempDir Path folder;
  private final StringWriter printed = new StringWriter();
  private final AtomicReference<String> failure = new AtomicReference<>("");
  private String model = "";

  /** A model of 8 latents and 12 outputs, its batch frozen at 4, without metadata. */
  @BeforeEach
  void model() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/sample/fixed-batch.onnx")) {
      Path file = folder.resolve("model.onnx");
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
      model = file.toString();
    }
  }

  @Test
  void theSameIndicesGiveTheSameBits() {
    Path few = folder.resolve("a.npy");
    Path many = folder.resolve("b.npy");
    Path range = folder.resolve("c.npy");
    assertThat(run(model, "-n", "8", "--seed", "42", "-o", few.toString())).isZero();
    assertThat(run(model, "-n", "64", "--seed", "42", "-o", many.toString())).isZero();
    assertThat(run(model, "-n", "4", "--first", "4", "--seed", "42", "-o", range.toString()))
        .isZero();
    float[] all = Npy.read(many).floats();
    assertThat(Npy.read(few).shape()).containsExactly(8, 12);
    assertThat(Npy.read(few).floats()).containsExactly(java.util.Arrays.copyOf(all, 96));
    assertThat(Npy.read(range).floats()).containsExactly(java.util.Arrays.copyOfRange(all, 48, 96));
    assertThat(printed.toString())
        .contains("wrote " + range + ": 4 samples of shape [12] of seed 42, from index 4");
  }

  @Test
  void givenLatentsAndNamedInputsAreTheSameThing() {
    Path latents = folder.resolve("z.npy");
    Npy.write(latents, TensorData.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 8));
    Path a = folder.resolve("a.npy");
    Path b = folder.resolve("b.npy");
    assertThat(run(model, "--latents", latents.toString(), "-o", a.toString())).isZero();
    assertThat(run(model, "--input", "z=" + latents, "-o", b.toString())).isZero();
    assertThat(Npy.read(a).shape()).containsExactly(1, 12);
    assertThat(Npy.read(b).floats()).containsExactly(Npy.read(a).floats());
  }

  @Test
  void writesAGridAndAFolder() throws IOException {
    Path grid = folder.resolve("grid.png");
    String[] shape = {"--sample-shape", "1,3,4", "--range=-1,1", "--seed=1"};
    assertThat(run(model, "-n", "4", shape[0], shape[1], shape[2], shape[3], "-o", grid.toString()))
        .isZero();
    assertThat(ImageIO.read(grid.toFile()).getWidth()).isEqualTo(2 * 6 + 2);
    Path images = folder.resolve("images");
    assertThat(
            run(model, "-n", "2", shape[0], shape[1], shape[2], "--first", "7", "-o", images + "/"))
        .isZero();
    try (var files = Files.list(images)) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted().toList())
          .isEqualTo(List.of("000007.png", "000008.png"));
    }
  }

  @Test
  void writesSoundAsOneFileAFolderOrSpectrograms()
      throws IOException, UnsupportedAudioFileException {
    String[] sound = {"--sample-rate=8000", "--range=-1,1", "--seed=1", "-n=2", "-o"};
    Path wav = folder.resolve("word.wav");
    assertThat(run(model, sound[0], sound[1], sound[2], sound[3], sound[4], wav.toString()))
        .isZero();
    try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
      assertThat(in.getFormat().getSampleRate()).isEqualTo(8000);
      assertThat(in.getFrameLength()).isEqualTo(2 * 12 + 1600); // a fifth of a second between
    }
    Path words = folder.resolve("words");
    assertThat(run(model, sound[0], sound[1], sound[2], sound[3], sound[4], words.toString()))
        .isZero();
    try (var files = Files.list(words)) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted().toList())
          .isEqualTo(List.of("000000.wav", "000001.wav"));
    }
    Path sheet = folder.resolve("sheet.png");
    assertThat(run(model, sound[0], sound[1], sound[2], sound[3], sound[4], sheet.toString()))
        .isZero();
    // All 12 values fit into one window, which has 64 bands; two pixels lie around each sample.
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(2 * (1 + 2) + 2);
    assertThat(ImageIO.read(sheet.toFile()).getHeight()).isEqualTo(64 + 2 + 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-o out.gif; 2; -o out.gif: expected a name that ends in .npy, because vector samples of shape [12] are not films",
        "-o out.gif --sample-shape 1,3,4 --range 0,1; 2; image samples of shape [1, 3, 4] are not films",
        "-o out.bmp --sample-shape 1,3,4 --range 0,1; 2; neither a .png nor a .npy nor a .wav nor a .gif file nor a folder",
        "-o a.wav; 2; without a sample rate are not audio: say with --sample-rate",
        "-o a.wav --sample-rate 8000 --sample-shape 3,4; 2; samples of shape [3, 4] are not audio",
        "-o a.npy --sample-rate 0; 2; a sample rate of 0 Hz: expected 1 to 1000000",
        "--format npy -o a.npy; 2; --format is only for -o -",
        "-n 4; 2; Missing required option: '--out=FILE'",
        "-n x -o a.npy; 2; 'x' is not an int",
        "-n -3 -o a.npy; 2; -3 samples were requested: expected 0 or more",
        "--latents z.npy --seed 3 -o a.npy; 2; --latents replaces --seed",
        "--latents nowhere.npy -o a.npy; 1; there is no file nowhere.npy",
        "--output x -o a.npy; 2; has no output 'x': its outputs are [out]",
        "--label 3 -o a.npy; 2; the model is not class-conditional",
        "--label shirt -o a.npy; 2; there is no class 'shirt'",
        "--input y=nowhere.npy -o a.npy; 1; there is no file nowhere.npy",
        "--psi NaN -o a.npy; 2; psi is NaN",
        "--first -1 -o a.npy; 2; indices go from 0 to 2^40 - 1",
        "--range 1,0 -o a.npy; 2; a value range from 1.0 to 0.0",
        "--range 1 -o a.npy; 2; --range takes two numbers",
        "--sample-shape 3,3 -o a.npy; 2; they are not samples of shape [3, 3]",
        "-n 4 -o a.png; 2; are not images"
      })
  void answersBadArgumentsInOneSentence(String arguments, int code, String sentence) {
    String[] all = (model + " " + arguments.replace(" a.", " " + folder + "/a.")).split(" ", -1);
    assertThat(run(all)).isEqualTo(code);
    assertThat(failure.get()).contains(sentence).doesNotContain("\n");
    assertThat(folder.resolve("a.npy")).doesNotExist();
    assertThat(folder.resolve("a.png")).doesNotExist();
    assertThat(folder.resolve("a.wav")).doesNotExist();
  }

  @Test
  void aModelThatIsRandomInsideIsRefusedUnlessAccepted() throws IOException {
    Path file = folder.resolve("random.onnx");
    try (InputStream in = getClass().getResourceAsStream("/sample/random-noise.onnx")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    String out = folder.resolve("a.npy").toString();
    StringWriter errors = new StringWriter();
    CommandLine command = Cli.of(new SampleCommand()).setErr(new PrintWriter(errors));
    assertThat(command.execute(file.toString(), "-n", "2", "-o", out)).isEqualTo(1);
    assertThat(errors.toString())
        .contains("(RandomNormalLike) draws random numbers of its own")
        .contains("--allow-irreproducible")
        .doesNotContain("allowIrreproducible");
    assertThat(run(file.toString(), "-n", "2", "--allow-irreproducible", "-o", out)).isZero();
  }

  @Test
  void batchesCanBeAskedFor() {
    String out = folder.resolve("a.npy").toString();
    assertThat(run(model, "-n", "2", "--seed", "1", "--batch-always", "-o", out)).isZero();
    assertThat(Npy.read(Path.of(out)).shape()).containsExactly(2, 12);
  }

  @Test
  void aMissingModelIsNamed() {
    assertThat(run("nowhere.onnx", "-o", "a.npy")).isEqualTo(1);
    assertThat(failure.get()).contains("there is no model nowhere.onnx");
  }

  @Test
  void helpShowsListsAsTheyAreTyped() {
    String help = Cli.of(new SampleCommand()).getUsageMessage();
    assertThat(help)
        .contains("--latent-shape=D,D,...", "--sample-shape=D,D,...", "--range=LOW,HIGH")
        .doesNotContain("[,");
  }

  private int run(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commandLine = Cli.of(new ExportCli());
    commandLine.setOut(new PrintWriter(printed, true)).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(0, "sample");
    int code = commandLine.execute(all.toArray(new String[0]));
    failure.set(err.toString().replaceFirst("(?m)^Try 'wgan sample --help'\\.\n", "").strip());
    return code;
  }
}
