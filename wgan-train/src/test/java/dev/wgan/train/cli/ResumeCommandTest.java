package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.run.RunFolder;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Toys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What may change when a run is resumed, and what a failed start leaves. */
class ResumeCommandTest {
  private static final String SMALL =
      " --threads 1 --set width=4 --set latent=2 --set batch=8 --set critic_iterations=1";

  @TempDir private Path folder = Path.of("");

  private record Answer(int code, String out, String err) {}

  private Answer run(String arguments) {
    StringWriter err = new StringWriter();
    StringWriter out = new StringWriter();
    CommandLine commandLine =
        Cli.of(new Wgan()).setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
    int code = commandLine.execute(arguments.replace("@", folder.toString()).split(" +", -1));
    return new Answer(code, out.toString(), err.toString().strip());
  }

  @Test
  void goesOnWithDataThatHaveMoved() throws IOException {
    Toys.write(folder.resolve("ring.npy"), Toys.ring(60, 1));
    Toys.write(folder.resolve("other.npy"), Toys.ring(60, 2));
    assertThat(run("train --data @/ring.npy -o @/run --steps 2" + SMALL).err()).isEmpty();
    Files.move(folder.resolve("ring.npy"), folder.resolve("moved.npy"));
    assertThat(run("resume @/run --steps 3").err())
        .isEqualTo(
            "the data of %1$s/run were at %1$s/ring.npy, which does not exist now: give their new place with --data"
                .formatted(folder));
    assertThat(run("resume @/run --steps 3 --data @/other.npy").err())
        .contains("cannot be resumed with other data: it was started with");
    assertThat(run("resume @/run --steps 3 --data @/moved.npy").err()).isEmpty();
    assertThat(run("resume @/run --steps 4").err()).as("the new place is remembered").isEmpty();
    assertThat(new RunFolder(folder.resolve("run")).latest().step()).isEqualTo(4);
    Files.delete(folder.resolve("run").resolve(DataSource.FILE));
    assertThat(run("resume @/run --steps 5").err()).contains("give it with --data");
    assertThat(run("resume @/run --steps 5 --data @/moved.npy").err()).isEmpty();
  }

  @Test
  void offersWhatMayChangeAndNothingElse() {
    CommandLine resume = new CommandLine(new ResumeCommand());
    List<String> options = new ArrayList<>();
    for (OptionSpec option : resume.getCommandSpec().options()) {
      options.add(option.longestName());
    }
    assertThat(options)
        .containsExactlyInAnyOrder(
            "--data", "--steps", "--threads", "--device", "--keep", "--set", "--help", "--version");
    String help = resume.getUsageMessage().replaceAll("\\s+", " ");
    assertThat(help)
        .contains("a key that may change: " + String.join(", ", ConfigFile.changeableOnResume()));
  }

  /** A refusal of a key that was given in any way is wrong usage. */
  @Test
  void recordsEveryKeyThatWasGiven() {
    ResumeArguments given =
        CommandLine.populateCommand(
            new ResumeArguments(),
            "--steps 3 --threads 1 --device cpu --keep 2 --set patience=4".split(" ", -1));
    assertThat(given.typed().keys())
        .containsExactlyInAnyOrder("steps", "threads", "device", "keep", "patience");
    assertThat(CommandLine.populateCommand(new ResumeArguments()).typed().keys()).isEmpty();
  }

  /** The option of its own wins over the same key of {@code --set}, wherever it stands. */
  @Test
  void anOptionWinsOverItsKey() {
    ResumeArguments given =
        CommandLine.populateCommand(
            new ResumeArguments(), "--keep", "2", "--set", "keep=5", "--set", "patience=4");
    TrainingConfig changed = given.change(Presets.of("wgan"));
    assertThat(changed.records().keep()).isEqualTo(2);
    assertThat(changed.records().patience()).isEqualTo(4);
  }

  @Test
  void listsTheKeysOfAConfiguration() {
    Answer answer = run("train --list-keys");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("samples of a batch", "default: 64; 256 in points");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aStartThatFailsLeavesNoFolder() throws IOException {
    Files.writeString(folder.resolve("tworow.csv"), "a,b\n1,2\n3,4\n");
    Files.writeString(folder.resolve("same.csv"), "a,b\n" + "1,2\n".repeat(20));
    Files.writeString(folder.resolve("good.csv"), "a,b\n1,2\n3,4\n5,7\n8,1\n2,2\n9,4\n");
    for (String data : List.of("tworow.csv", "same.csv")) {
      Answer answer = run("train --data @/" + data + " -o @/run --steps 1" + SMALL);
      assertThat(answer.code()).as(answer.err()).isEqualTo(1);
      assertThat(answer.err().lines()).hasSize(1);
      assertThat(folder.resolve("run")).doesNotExist();
    }
    Answer dropout =
        run("train --preset wgan-ct --set dropout=0 --data @/good.csv -o @/run --steps 1" + SMALL);
    assertThat(dropout.err()).startsWith("the consistency constraint compares two passes");
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(run("train --data @/good.csv -o @/run --steps 1" + SMALL).err()).isEmpty();
    assertThat(run("train --data @/good.csv -o @/run --steps 1" + SMALL).err())
        .contains("is a run already");
    assertThat(run("train --set preset=best --data @/good.csv -o @/x").err())
        .contains("choose a preset with --preset");
  }

  @Test
  void saysThatARunIsFinishedAndHowToTrainOn() throws IOException {
    Toys.write(folder.resolve("ring.npy"), Toys.ring(60, 1));
    assertThat(run("train --data @/ring.npy -o @/run --steps 2" + SMALL).err()).isEmpty();
    Answer again = run("resume @/run");
    assertThat(again.code()).isZero();
    assertThat(again.out())
        .contains("all of its 2 steps are done; to train longer, resume it with --steps 4")
        .doesNotContain("continuing", "done after");
    assertThat(run("resume @/run --steps 4").out()).contains("continuing at step 2 of 4");
    String decaying = " --set learning_rate_decay=linear";
    assertThat(run("train --data @/ring.npy -o @/fall --steps 2" + SMALL + decaying).err())
        .isEmpty();
    assertThat(run("resume @/fall").out()).contains("so a longer training must be a new run");
  }

  /** Half of a step more would be another run than one that was not interrupted. */
  @Test
  void aRunWhosePatienceIsOverIsFinishedToo() throws IOException {
    Toys.write(folder.resolve("ring.npy"), Toys.ring(60, 1));
    String impatient = " --set patience=1 --set checkpoint_every=1 --set held_out=0.3";
    assertThat(run("train --data @/ring.npy -o @/run --steps 900" + SMALL + impatient).err())
        .isEmpty();
    long ended = new RunFolder(folder.resolve("run")).latest().step();
    assertThat(ended).isLessThan(900);
    assertThat(run("resume @/run").out()).contains("resume it with --set patience=0");
    assertThat(new RunFolder(folder.resolve("run")).latest().step()).isEqualTo(ended);
    assertThat(run("resume @/run --set patience=0 --steps " + (ended + 1)).err()).isEmpty();
    assertThat(new RunFolder(folder.resolve("run")).latest().step()).isEqualTo(ended + 1);
  }

  @Test
  void refusesTheFolderBeforeReadingTheDataAndPrintingSettings() throws IOException {
    Toys.write(folder.resolve("ring.npy"), Toys.ring(60, 1));
    assertThat(run("train --data @/ring.npy -o @/run --steps 2" + SMALL).err()).isEmpty();
    Answer taken = run("train --data @/nowhere -o @/run");
    assertThat(taken.err()).contains("is a run already");
    assertThat(taken.out()).isEmpty();
    Answer other = run("resume @/run --set batch=9 --data @/nowhere");
    assertThat(other.err()).contains("batch: 8 -> 9");
    assertThat(other.out()).isEmpty();
    Answer labels = run("train --data @/ring.npy --set conditional=true -o @/x");
    assertThat(labels.err()).contains("has no labels");
    assertThat(labels.out().lines()).as("the line on the data alone").hasSize(1);
  }
}
