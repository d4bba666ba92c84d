package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.train.data.DemoSounds;
import dev.wgan.train.evaluate.ConditionalEvaluation;
import dev.wgan.train.evaluate.Evaluation;
import dev.wgan.train.evaluate.EvaluationJson;
import dev.wgan.train.evaluate.SoundEvaluation;
import dev.wgan.train.page.SelfContained;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Sound through the command line: data, training, report, classifiers and evaluation. */
class SoundChainTest {
  private static final String NETWORK =
      " --set network=logmel --set width=4 --set latent=8 --set conditional=true --set batch=8"
          + " --set critic_iterations=1 --threads 1 ";
  private static final Pattern PLAYER =
      Pattern.compile("<audio[^>]* src=\"data:audio/wav;base64,([^\"]+)\"");

  @TempDir private Path folder = Path.of("");
  private final StringWriter printed = new StringWriter();

  @Test
  void soundIsTrainedShownAndJudged() throws IOException, UnsupportedAudioFileException {
    DemoSounds.write(folder.resolve("data/train"), 160, 1);
    DemoSounds.write(folder.resolve("data/test"), 20, 2);
    assertThat(
            run(
                "train --preset best --data @/data --slice 1024 --steps 4 -o @/run"
                    + NETWORK
                    + "--set sample_every=2"))
        .isZero();
    assertReport(Files.readString(folder.resolve("run/report.html")));
    for (String view : List.of("log_mel", "waveform")) {
      assertThat(
              run(
                  "classifier --data @/data --slice 1024 --epochs 20 --threads 1 --view %s -o @/%s.onnx"
                      .formatted(view, view)))
          .isZero();
    }
    Matcher accuracy =
        Pattern.compile("onnx: ([0-9.]+) % of 120 unseen").matcher(printed.toString());
    while (accuracy.find()) {
      assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThan(33); // one in six by chance
    }
    assertThat(
            run(
                "evaluate @/run/generator.onnx --data @/data --slice 1024 --classifier @/log_mel.onnx"
                    + " --classifier @/waveform.onnx --json @/e.json --html @/e.html"))
        .isZero();
    Evaluation evaluation = EvaluationJson.read(Files.readString(folder.resolve("e.json")));
    ConditionalEvaluation conditional = Objects.requireNonNull(evaluation.conditional());
    assertThat(conditional.opinions().stream().map(ConditionalEvaluation.Opinion::classifier))
        .containsExactly("log_mel.onnx", "waveform.onnx");
    for (ConditionalEvaluation.Opinion opinion : conditional.opinions()) {
      assertThat(opinion.real().value()).isGreaterThan(0.33);
      assertThat(opinion.samples().value()).isLessThan(0.33); // four steps teach nothing
    }
    assertThat(conditional.spread().samples()).isLessThan(0.7);
    assertThat(conditional.spread().real()).isBetween(0.7, 1.3);
    SoundEvaluation sound = Objects.requireNonNull(evaluation.sound());
    assertThat(sound.scale().get(0).distance()).isGreaterThan(sound.scale().get(1).distance());
    assertThat(folder.resolve("e.html")).content().contains("waveform.onnx", "data:image/png");
  }

  /** A player for each picture, whose sound Java can read. */
  private static void assertReport(String page) throws IOException, UnsupportedAudioFileException {
    SelfContained.require(page);
    assertThat(page).as("the page's policy allows its players").contains("media-src data:");
    Matcher player = PLAYER.matcher(page);
    int players = 0;
    while (player.find()) {
      players++;
      byte[] wav = Base64.getDecoder().decode(player.group(1));
      try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
        assertThat(in.getFormat().getSampleRate()).isEqualTo(DemoSounds.RATE);
        assertThat(in.getFrameLength()).isEqualTo(8 * (DemoSounds.LENGTH + DemoSounds.RATE / 5));
      }
    }
    assertThat(players).isEqualTo(2); // steps 2 and 4
    assertThat(page).contains("<h2>Sound</h2>").contains("waveforms of samples at step 4");
    assertThat(page.length()).isLessThan(1_000_000);
  }

  @Test
  void theDemonstrationEndsWithSounds() throws IOException {
    assertThat(run("demo --kind audio --steps 2 -o @/demo" + NETWORK)).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("demo/sounds"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .hasSize(25)
          .contains("all.wav")
          .anyMatch(name -> name.matches("0000\\d\\d-(beep|fall|hiss|hum|rise|trill)\\.wav"));
    }
    assertThat(folder.resolve("demo/report.html")).exists();
    assertThat(printed.toString()).contains("verified: 4 golden samples");
  }

  private int run(String arguments) {
    CommandLine command = Cli.of(new Wgan());
    command.setOut(new PrintWriter(printed));
    command.setErr(new PrintWriter(printed));
    return command.execute(arguments.replace("@", folder.toString()).trim().split(" +", -1));
  }
}
