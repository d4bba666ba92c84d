package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What might crash a JVM, in a JVM of its own. The property {@code wgan.test.long} chooses the long
 * version: two minutes of stress, ten of starved stress, 20,000 mutated models, 10 million streamed
 * samples, a picture of 12,000 x 9,000 pixels, and figures of the CPU time that waiting takes.
 */
class OwnJvmTest {
  private static final boolean LONG = Boolean.getBoolean("wgan.test.long");

  /**
   * A heap that is resident from the start, so that the rest of the process can be watched; without
   * the JVM's line for each thread that it cannot start.
   */
  private static List<String> heap(String size) {
    return List.of("-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch", "-Xlog:disable");
  }

  private static void passes(ChildJvm child, String expected) {
    System.out.println(child.output().strip());
    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output()).contains(expected);
  }

  @Test
  void eightThreadsDoWhatTheyLike() throws IOException, InterruptedException {
    passes(
        ChildJvm.run(StressMain.class, heap("256m"), LONG ? "120" : "8"),
        "typed failures, resident");
  }

  @Test
  void eightStarvedThreadsFailByTypedExceptionsAlone() throws IOException, InterruptedException {
    passes(
        ChildJvm.run(StressMain.class, heap("96m"), LONG ? "600" : "8", "starved"),
        "starved of heap");
  }

  @Test
  void mutatedModelsAreRefusedOrWork() throws IOException, InterruptedException {
    Mutants mutants = Mutants.run(0, LONG ? 20_000 : 400, "1", List.of());
    System.out.println("mutants: " + mutants.outcomes());
    assertThat(mutants.faults()).isEmpty();
    assertThat(mutants.outcomes()).containsKeys("refused", "working");
  }

  /** Two gigabytes of samples of one byte: no offset passes 2^31. */
  @Test
  void asManySamplesAsABufferHoldsAreDrawn() throws IOException, InterruptedException {
    assumeTrue(LONG, "takes a minute and 2 GB of memory: run with -Dwgan.test.long=true");
    List<String> memory = List.of("-Xmx256m", "-XX:MaxDirectMemorySize=3g");
    passes(ChildJvm.run(BigMain.class, memory), "2147483637 samples");
  }

  @Test
  void leavingTheJvmDuringRunsIsSafe() throws IOException, InterruptedException {
    for (int i = 0; i < (LONG ? 30 : 2); i++) {
      passes(ChildJvm.run(ShutdownMain.class, List.of()), "hook ended");
    }
  }

  @Test
  void generatorsWorkUntilTheLastShutdownHookEnds() throws IOException, InterruptedException {
    for (int i = 0; i < (LONG ? 30 : 3); i++) {
      passes(ChildJvm.run(DrainMain.class, List.of(), "1500"), "drained 3 of 3");
    }
  }

  @Test
  void anOptionEndsTheRunsEarlier() throws IOException, InterruptedException {
    ChildJvm child = ChildJvm.run(DrainMain.class, List.of("-Ddev.wgan.shutdownSeconds=0"), "2500");
    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output()).contains("refused: the generator of").doesNotContain("drained 3");
  }

  @Test
  void moreSamplesThanMemoryHoldsAreStreamed() throws IOException, InterruptedException {
    String n = LONG ? "10000000" : "150000";
    passes(ChildJvm.run(StreamMain.class, List.of("-Xmx64m"), n), n + " samples, 64 MB of heap");
  }

  @Test
  void rowsAreWrittenInLittleMemory(@TempDir Path folder) throws IOException, InterruptedException {
    String n = LONG ? "100000000" : "2000000";
    String file = folder.resolve("rows.csv").toString();
    passes(ChildJvm.run(RowsMain.class, List.of("-Xmx64m"), n, file), n + " rows of");
  }

  @Test
  void aGeneratorWithLittleToDoLeavesTheCoreToOthers() throws IOException, InterruptedException {
    passes(ChildJvm.run(IdleMain.class, List.of("-Xmx256m"), LONG ? "10" : "1.5"), "of a core");
  }

  /**
   * The enlarged picture, of 54 MB or in the long version of 1.3 GB, does not fit into the heap.
   */
  @Test
  void aPictureIsEnlargedThatDoesNotFitIntoTheHeap(@TempDir Path folder)
      throws IOException, InterruptedException {
    passes(
        ChildJvm.run(
            LargePictureMain.class,
            List.of(LONG ? "-Xmx1g" : "-Xmx48m"),
            LONG ? "12000" : "2000",
            LONG ? "9000" : "1500",
            folder.toString()),
        "enlarged in");
  }
}
