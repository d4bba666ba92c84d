package dev.wgan.train.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.NetworkException;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.Toys;
import dev.wgan.train.evaluate.Interval;
import dev.wgan.train.evaluate.PointSet;
import dev.wgan.train.page.SelfContained;
import dev.wgan.train.study.StudyPlan.Part;
import dev.wgan.train.study.StudyPlan.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
  private static final int SAMPLES = 100;

  @TempDir private Path folder = Path.of("");

  private final List<String> progress = new ArrayList<>();

  private static StudyPlan plan(String width, Long... seeds) {
    Map<String, Variant> variants = new LinkedHashMap<>();
    variants.put("clipping", new Variant("wgan", Map.of()));
    variants.put("penalty, λ = 1", new Variant("wgan-gp", Map.of("constraint.weight", "1")));
    Map<String, String> shared =
        Map.of("width", width, "latent", "2", "batch", "16", "threads", "1");
    return new StudyPlan(
        List.of(new Part("tiny-ring", "ring", 60, 2, SAMPLES, List.of(seeds), shared, variants)));
  }

  private Study study(StudyPlan plan) {
    return study(plan, 1);
  }

  private Study study(StudyPlan plan, long dataSeed) {
    float[] ring = Toys.RING.draw(500, dataSeed);
    PointSet points = PointSet.of(ring, 2);
    return new Study(
        plan,
        folder,
        Map.of(
            "ring",
            new Subject(
                () -> Datasets.ofRows("ring", ring, 2),
                new ModesJudge(points, points.first(1), 1))),
        progress::add);
  }

  @ParameterizedTest
  @ValueSource(strings = {"study.json", "study-recipe.json"})
  void readsThePlansOfTheResultsPage(String name) {
    for (Part part : StudyPlan.read(Path.of("../docs", name)).parts()) {
      assertThat(part.runs(folder)).hasSize(part.seeds().size() * part.variants().size());
      assertThat(part.overSeconds()).isEqualTo(part.name().equals("cost"));
    }
  }

  @Test
  void tellsEachVariantOverItsSeeds() throws IOException {
    Path page = folder.resolve("results.md");
    List<PartResults> results = study(plan("8", 1L, 2L)).run();
    new ResultsPage(page).write(results);
    assertThat(progress).hasSize(4).first().asString().contains("run 1 of 4", "clipping, seed 1");
    PartResults part = results.get(0);
    assertThat(part.labels()).containsExactly("clipping", "penalty, λ = 1");
    // 60 critic iterations are 12 of the generator; two looks are at half and at the end
    assertThat(part.curve("clipping")).containsOnlyKeys(30.0, 60.0);
    assertThat(part.last("clipping", "high quality").mean()).isBetween(0.0, 1.0);
    Interval interval = Objects.requireNonNull(part.last("clipping", "sliced W1").interval());
    assertThat(interval.low()).isBetween(0.0, interval.high());
    assertThat(interval.high()).isGreaterThan(part.last("clipping", "sliced W1").mean());
    assertThat(part.last("clipping", "reverse KL").mean()).isBetween(0.0, Math.log(8));
    assertThat(page)
        .content()
        .contains("| clipping | ", "| penalty, λ = 1 | ", "60 critic iterations each, 2 seeds");
    assertThat(folder.resolve("images/study-tiny-ring-curves.svg"))
        .content()
        .startsWith("<svg xmlns")
        .contains("penalty, λ = 1");
    assertThat(folder.resolve("images/study-tiny-ring-samples.png")).isNotEmptyFile();
    Path html = folder.resolve("results.html");
    StudyPage.write(html, results);
    String text = Files.readString(html);
    SelfContained.require(text);
    assertThat(text)
        .contains("<td>penalty, λ = 1</td>", "60 critic iterations each, 2 seeds")
        .contains("<code>wgan-gp constraint.weight=1</code>", "<h3>sliced W1</h3>")
        .contains("<h2>tiny-ring: samples at the end</h2>", "data:image/png");
  }

  @Test
  void comparesVariantsOfUnequalCostOverSeconds() throws IOException {
    Map<String, Variant> variants = new LinkedHashMap<>();
    variants.put("short", new Variant("wgan-gp", Map.of(), 30));
    variants.put("long", new Variant("wgan-gp", Map.of()));
    Map<String, String> shared = Map.of("width", "8", "latent", "2", "batch", "16", "threads", "1");
    Part part =
        new Part("costs", "ring", 60, 2, SAMPLES, List.of(1L, 2L, 3L), shared, variants, true);
    PartResults results = study(new StudyPlan(List.of(part))).run().get(0);
    // 30 and 60 critic iterations are 6 and 12 of the generator
    assertThat(results.folder("short").checkpoints()).last().extracting("step").isEqualTo(6L);
    assertThat(results.folder("long").checkpoints()).last().extracting("step").isEqualTo(12L);
    double end = results.curve("long").keySet().stream().mapToDouble(at -> at).max().orElseThrow();
    assertThat(end).isPositive().isNotEqualTo(60);
    assertThat(results.heldOutRanksRuns().orElseThrow()).isBetween(-1.0, 1.0);
    Path page = folder.resolve("costs.md");
    new ResultsPage(page).write(List.of(results));
    assertThat(page).content().contains("30, 60 critic iterations each", "Across the runs");
  }

  /** The estimate of each run is the rank of its quality, in every look: a countdown is not. */
  @Test
  void ranksRunsAtEqualLooks() {
    Map<String, List<List<Look>>> runs = new LinkedHashMap<>();
    for (int i = 0; i < 5; i++) {
      double quality = 10 + (i * 2) % 5;
      runs.put(
          "variant " + i,
          List.of(
              List.of(
                  new Look(1, 1, 1, 9, quality, Map.of("distance", quality)),
                  new Look(2, 2, 2, 8, quality - 5, Map.of("distance", quality - 5)))));
    }
    Part part =
        new Part(
            "ranks",
            "ring",
            2,
            2,
            SAMPLES,
            List.of(1L),
            Map.of(),
            Map.of("variant 0", new Variant("wgan-gp", Map.of())));
    ModesJudge judge =
        new ModesJudge(
            PointSet.of(Toys.RING.draw(10, 1), 2), PointSet.of(Toys.RING.draw(10, 1), 2), 1);
    PartResults results = new PartResults(part, runs, Map.of(), judge);
    assertThat(results.heldOutRanksRuns()).hasValue(1);
  }

  @Test
  void doesNothingTwice() {
    List<PartResults> once = study(plan("8", 1L)).run();
    progress.clear();
    List<PartResults> again = study(plan("8", 1L)).run();
    assertThat(progress).isEmpty();
    assertThat(again.get(0).curve("clipping")).isEqualTo(once.get(0).curve("clipping"));
  }

  @Test
  void interruptionsDisplaceNoLook() {
    Part part = plan("8", 1L).parts().get(0);
    for (var run : part.runs(folder)) {
      assertThat(run.config().records().keep()).isGreaterThan(50 + part.looks());
    }
  }

  @Test
  void refusesARunWithoutTheCheckpointOfALook() throws IOException {
    study(plan("8", 1L)).run();
    Path run = folder.resolve("tiny-ring/clipping-s1");
    Files.delete(run.resolve("looks.json"));
    Path first = run.resolve("checkpoints/step-6");
    try (var files = Files.list(first)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(first);
    assertThatThrownBy(() -> study(plan("8", 1L)).run())
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("clipping-s1 has the checkpoints of 1 of 2 looks")
        .hasMessageContaining("delete the folder to train it again");
    assertThat(run.resolve("looks.json")).doesNotExist();
  }

  @Test
  void refusesRunsThatWereTrainedOnOtherData() {
    study(plan("8", 1L)).run();
    assertThatThrownBy(() -> study(plan("8", 1L), 2).run())
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("clipping-s1 was trained on other data, ring of digest")
        .hasMessageContaining("name another folder, or delete this one");
  }

  private static Part part(List<Long> seeds, int budget, String... labels) {
    Map<String, Variant> variants = new LinkedHashMap<>();
    for (String label : labels) {
      variants.put(label, new Variant("wgan-gp", Map.of()));
    }
    return new Part("ring", "ring", budget, 2, SAMPLES, seeds, Map.of(), variants);
  }

  /** Two variants of one folder would be one training with two names. */
  @Test
  void refusesVariantsAndSeedsThatWouldShareAFolder() {
    assertThatThrownBy(() -> part(List.of(1L), 60, "A+B", "a-b"))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("[A+B, a-b]");
    assertThatThrownBy(() -> part(List.of(1L, 2L, 1L), 60, "a"))
        .isInstanceOf(TrainingException.class)
        .hasMessage("a study's seeds is [1, 2, 1]: expected each once");
    assertThatThrownBy(() -> new Variant("wgan", Map.of("patience", "3")))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("patience");
  }

  /** The budget counts the iterations of the warm-up, too; every look has a row of its own. */
  @Test
  void spendsTheBudgetAndNoMore() {
    Part costly =
        new Part(
            "ring",
            "ring",
            10_000,
            7,
            SAMPLES,
            List.of(1L),
            Map.of("critic_boost", "true", "critic_warmup", "50"),
            Map.of("a", new Variant("wgan", Map.of())));
    TrainingConfig config = costly.runs(folder).get(0).config();
    long spent =
        LongStream.range(0, config.schedule().steps())
            .map(config.schedule()::criticIterationsAt)
            .sum();
    assertThat(spent).isBetween(9_800L, 10_000L);
    assertThat(config.records().checkpointEvery() % config.records().logEvery()).isZero();
    assertThatThrownBy(() -> part(List.of(1L), 9, "a").runs(folder))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("critic_iterations are 9 for a");
  }

  @Test
  void refusesRunsOfAnotherPlan() {
    study(plan("8", 1L)).run();
    assertThatThrownBy(() -> study(plan("9", 1L)).run())
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("clipping-s1")
        .hasMessageContaining("width: 8 -> 9");
  }

  @Test
  void keepsWhatStandsAroundItsTables() throws IOException {
    List<PartResults> results = study(plan("8", 1L)).run();
    Path page = folder.resolve("page.md");
    Files.writeString(page, "before\n<!-- study tiny-ring -->\nold\n<!-- end -->\nafter\n");
    new ResultsPage(page).write(results);
    new ResultsPage(page).write(results);
    assertThat(page)
        .content()
        .startsWith("before\n<!-- study tiny-ring -->\n\n| tiny-ring |")
        .endsWith("<!-- end -->\nafter\n")
        .doesNotContain("old");
    Files.writeString(page, "no place\n");
    assertThatThrownBy(() -> new ResultsPage(page).write(results))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("<!-- study tiny-ring -->");
    assertThat(page).content().isEqualTo("no place\n");
  }

  @Test
  void refusesAPageWithoutPlacesBeforeItTrains() throws IOException {
    StudyPlan plan = plan("8", 1L);
    Path page = folder.resolve("page.md");
    new ResultsPage(page).requirePlaces(plan);
    Files.writeString(page, "<!-- study tiny-ring -->\n<!-- end -->\n");
    new ResultsPage(page).requirePlaces(plan);
    Files.writeString(
        page, "<!-- study tiny-ring -->\nprose\n<!-- study another -->\n<!-- end -->\n");
    assertThatThrownBy(() -> new ResultsPage(page).requirePlaces(plan))
        .isInstanceOf(TrainingException.class);
    Files.writeString(page, "<!-- study another -->\n<!-- end -->\n");
    assertThatThrownBy(() -> new ResultsPage(page).requirePlaces(plan))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("add them at the place of the part tiny-ring");
  }

  @Test
  void refusesWhatItCannotTrain() throws IOException {
    assertThatThrownBy(() -> study(plan("wide", 1L)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("width");
    Path file = folder.resolve("plan.json");
    Files.writeString(file, "{\"parts\": []}");
    assertThatThrownBy(() -> StudyPlan.read(file))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("parts");
    Files.writeString(file, "{\"parts\": [{\"name\": \"a\"}]}");
    assertThatThrownBy(() -> StudyPlan.read(file))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("data");
  }
}
