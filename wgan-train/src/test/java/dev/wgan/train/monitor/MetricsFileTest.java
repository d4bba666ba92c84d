package dev.wgan.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.train.config.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsFileTest {
  @TempDir Path folder;
  private MetricsFile file;

  @BeforeEach
  void create() {
    file = new MetricsFile(folder.resolve("metrics.csv"));
  }

  @Test
  void theSameDoublesComeBack() {
    SplittableRandom random = new SplittableRandom(1);
    List<Measurement> rows = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      rows.add(
          new Measurement(
              i,
              5L * i,
              any(random),
              any(random),
              any(random),
              any(random),
              i % 2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(any(random)),
              any(random),
              any(random),
              any(random),
              i % 3 == 0 ? OptionalDouble.of(any(random)) : OptionalDouble.empty(),
              any(random)));
    }
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      rows.forEach(file::append);
      assertThat(file.read()).isEqualTo(rows);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** Any bit pattern: tiny, huge, infinite and not a number. */
  private static double any(SplittableRandom random) {
    return Double.longBitsToDouble(random.nextLong());
  }

  @Test
  void writesWhatOthersRead() throws IOException {
    file.append(row(100));
    file.append(
        new Measurement(
            200,
            1000,
            Double.NaN,
            -2,
            0.25,
            1e-9,
            OptionalDouble.of(-0.5),
            0,
            1,
            0.75,
            OptionalDouble.of(0.1),
            60.5));
    assertThat(Files.readString(file.path()))
        .isEqualTo(
            """
            step,critic_iterations,critic_loss,generator_loss,wasserstein,wasserstein_smoothed,\
            held_out_wasserstein,term,gradient_norm,diversity,criterion,seconds
            100,500,-1.5,2.0,1.5,1.25,,0.0,0.0,0.5,,12.0
            200,1000,NaN,-2.0,0.25,1.0E-9,-0.5,0.0,1.0,0.75,0.1,60.5
            """);
  }

  @Test
  void aRowCutOffAnywhereIsDroppedAndWrittenOver() throws IOException {
    file.append(row(1));
    String before = Files.readString(file.path());
    file.append(row(2));
    String whole = Files.readString(file.path());
    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(file.path(), whole.substring(0, length));
      List<Measurement> rows = length < before.length() ? List.of() : List.of(row(1));
      assertThat(file.read()).isEqualTo(rows);
      file.append(row(3));
      List<Measurement> more = new ArrayList<>(rows);
      more.add(row(3));
      assertThat(file.read()).isEqualTo(more);
    }
  }

  @Test
  void keepsTheTextOfTheRowsUpToACheckpoint() throws IOException {
    file.append(row(10));
    file.append(row(20));
    String kept = Files.readString(file.path());
    file.append(row(30));
    Files.writeString(file.path(), "40,20", StandardOpenOption.APPEND);
    file.truncateAfter(25);
    assertThat(Files.readString(file.path())).isEqualTo(kept);
    file.truncateAfter(0);
    assertThat(file.read()).isEmpty();
    file.append(row(10));
    file.append(row(20));
    assertThat(Files.readString(file.path())).isEqualTo(kept);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file.path()));
  }

  @Test
  void aFileThatIsNotThereHasNoRows() {
    assertThat(file.read()).isEmpty();
    file.truncateAfter(5);
    assertThat(file.path()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,2,3 | it has 3 cells, expected 12
          1,5,0,0,x,0,,0,0,0,,0 | 'x' is not a number
          -1,5,0,0,0,0,,0,0,0,,0 | '-1' is not a count
          1,5,0,0,,0,,0,0,0,,0 | '' is not a number
          7,5,0,0,0,0,,0,0,0,,0 | step 7 after step 7
          """)
  void namesTheLineThatIsNoRow(String line, String why) throws IOException {
    file.append(row(7));
    Files.writeString(file.path(), line + "\n", StandardOpenOption.APPEND);
    assertThatThrownBy(file::read)
        .isInstanceOf(TrainingException.class)
        .hasMessage("line 3 of %s is not a row of metrics: %s", file.path(), why);
  }

  @Test
  void refusesAnotherHeaderAndAFolder() throws IOException {
    Files.writeString(file.path(), "step,loss\n1,2\n");
    assertThatThrownBy(file::read)
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("line 1 of ")
        .hasMessageContaining("expected the header step,critic_iterations,");
    MetricsFile none = new MetricsFile(folder);
    assertThatThrownBy(none::read)
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> none.append(row(1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("cannot be written");
  }

  private static Measurement row(long step) {
    return new Measurement(
        step,
        5 * step,
        -1.5,
        2,
        1.5,
        1.25,
        OptionalDouble.empty(),
        0,
        0,
        0.5,
        OptionalDouble.empty(),
        12);
  }
}
