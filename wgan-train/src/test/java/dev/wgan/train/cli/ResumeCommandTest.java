package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.run.RunFolder;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.TestSounds;
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
  void readsTheSameSlicesOfSounds() throws IOException {
    for (int i = 0; i < 6; i++) {
      short[] values = new short[400];
      for (int t = 0; t < values.length; t++) {
        values[t] = (short) (200 * (i + 1) * (t % (4 + i)));
      }
      TestSounds.write(folder.resolve("clips/" + i + ".wav"), 8000, 2, values);
    }
    String options = " --rate 4000 --slice 64 --data_pad_end --data_normalize --mono";
    Answer train =
        run("train --data @/clips -o @/run --steps 2 --set network=wavegan" + options + SMALL);
    assertThat(train.err()).isEmpty();
    assertThat(train.out())
        .contains("data: 12 clips of shape [1, 64]")
        .contains("; resampled 6 files from 8,000 to 4,000 Hz; mixed the two channels of 6 files;");
    assertThat(Files.readString(new RunFolder(folder.resolve("run")).data()))
        .contains("\"sample_rate\" : 4000");
    assertThat(run("resume @/run --steps 3").err()).isEmpty();
    Path source = folder.resolve("run").resolve(DataSource.FILE);
    String read = Files.readString(source);
    Files.writeString(source, read.replace("\"normalise\" : true", "\"normalise\" : false"));
    assertThat(Files.readString(source)).isNotEqualTo(read);
    assertThat(run("resume @/run --steps 4").err())
        .contains("cannot be resumed with other data: it was started with");
    Files.writeString(source, read);
    TestSounds.write(folder.resolve("clips/6.wav"), 8000, 2, new short[400]);
    assertThat(run("resume @/run --steps 4").err())
        .contains("cannot be resumed with other data: it was started with");
  }

  @Test
  void refusesEqualSoundsOfAnotherRate() throws IOException {
    for (int i = 0; i < 6; i++) {
      short[] values = {(short) i, 1, 2, 3};
      TestSounds.write(folder.resolve("slow/" + i + ".wav"), 8000, 1, values);
      TestSounds.write(folder.resolve("fast/" + i + ".wav"), 16_000, 1, values);
    }
    String options = " --slice 64 --data_pad_end --set network=wavegan";
    assertThat(run("train --data @/slow -o @/run --steps 2" + options + SMALL).err()).isEmpty();
    assertThat(run("resume @/run --steps 3 --data @/fast").err())
        .contains(
            "cannot be resumed with sound of 16000 samples per second: it was started with 8000");
    assertThat(run("resume @/run --steps 3").err()).isEmpty();
  }

  @Test
  void goesOnWithRunsThatDoNotRecordHowSoundsAreRead() throws IOException {
    Toys.write(folder.resolve("ring.npy"), Toys.ring(60, 1));
    assertThat(run("train --data @/ring.npy -o @/run --steps 2" + SMALL).err()).isEmpty();
    Path source = folder.resolve("run").resolve(DataSource.FILE);
    String read = Files.readString(source);
    String earlier = read.replaceAll("(?s),\\s*\"sound\".*", "}");
    assertThat(earlier).isNotEqualTo(read);
    Files.writeString(source, earlier);
    assertThat(run("resume @/run --steps 3").err()).isEmpty();
  }

  @Test
  void namesTheOptionsOfSoundsThatDoNotFit() throws IOException {
    TestSounds.write(folder.resolve("clips/a.wav"), 8000, 1, new short[40]);
    assertThat(run("train --data @/clips -o @/run" + SMALL).err())
        .contains(
            "is as long as a slice of 4,096 samples at 8,000 Hz; pad them with --data_pad_end, or"
                + " choose shorter slices with --slice");
    TestSounds.write(folder.resolve("clips/b.wav"), 16_000, 2, new short[40]);
    assertThat(run("train --data @/clips -o @/run" + SMALL).err())
        .contains("set --rate to resample all of them");
    assertThat(run("train --data @/clips --rate 8000 -o @/run" + SMALL).err())
        .contains("mix the channels of all of them with --mono");
    Files.writeString(folder.resolve("clips/c.wav"), "c");
    assertThat(run("train --data @/clips -o @/run" + SMALL).err())
        .contains("or leave such files out with --skip-bad-sounds");
    assertThat(run("train --data @/clips --slice 0 -o @/run").err())
        .contains("--slice is 0: expected 1 to 16777216 samples");
    assertThat(run("train --data @/clips --rate 0 -o @/run").err())
        .contains("--rate is 0: expected 1 to 1000000 samples per second");
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
    assertThat(answer.out())
        .contains("samples of a batch", "default: 64; 32 in best; 256 in points");
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
