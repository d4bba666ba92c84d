package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.network.InputSpec;
import dev.wgan.network.LogMel;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statistics of sounds, each of which finds what was planted and nothing where nothing was. */
class SoundTest {
  private static final int LENGTH = 1024;
  private static final SoundShape SHAPE = new SoundShape(1, LENGTH, 8000);
  private static final EvaluationOptions OPTIONS = new EvaluationOptions(5, 8, 4, 8, 50, 400, 7);

  /** Chirps of random pitch, slope, place and loudness in faint noise; even ones rise. */
  private static PointSet chirps(int n, long seed) {
    Random random = new Random(seed);
    float[] values = new float[n * LENGTH];
    for (int i = 0; i < n; i++) {
      double from = 300 + 1000 * random.nextDouble();
      double to = from * (i % 2 == 0 ? 1.5 + random.nextDouble() : 0.4 + 0.3 * random.nextDouble());
      double middle = LENGTH * (0.35 + 0.3 * random.nextDouble());
      double loudness = 0.2 + 0.6 * random.nextDouble();
      double phase = random.nextDouble();
      for (int t = 0; t < LENGTH; t++) {
        phase += (from + (to - from) * t / LENGTH) / 8000;
        double envelope = Math.exp(-Math.pow((t - middle) / 150, 2));
        values[i * LENGTH + t] =
            (float)
                (loudness * envelope * Math.sin(2 * Math.PI * phase)
                    + 0.003 * random.nextGaussian());
      }
    }
    return PointSet.of(values, LENGTH);
  }

  private static PointSet changed(PointSet points, Change change) {
    float[] values = points.toArray();
    for (int k = 0; k < values.length; k++) {
      values[k] = change.of(points, k / LENGTH, k % LENGTH);
    }
    return PointSet.of(values, LENGTH);
  }

  private interface Change {
    float of(PointSet points, int clip, int t);
  }

  @Test
  void spectraAreThoseOfTheLayer() {
    SoundSpectra spectra = SoundSpectra.fine(SHAPE);
    PointSet clips = chirps(3, 1);
    LogMel layer = spectra.layer();
    InputSpec input = InputSpec.sample(Shape.of(1, LENGTH));
    float[] expected =
        ReferenceNetwork.run(
                NetworkSpec.of(input, layer),
                Weights.of(Map.of()),
                Map.of(input.name(), Values.of(3, input.shape(), clips.toArray())))
            .toFloats();
    ImageShape shape = spectra.reduced();
    PointSet found = spectra.of(clips);
    for (int clip = 0; clip < 3; clip++) {
      for (int band = 0; band < shape.height(); band++) {
        for (int frame = 0; frame < shape.width(); frame++) {
          int row = shape.height() - 1 - band; // pictures have the highest band first
          assertThat(found.get(clip, row * shape.width() + frame))
              .isCloseTo(
                  expected[(clip * shape.height() + band) * shape.width() + frame], within(1e-5f));
        }
      }
    }
  }

  @Test
  void shiftedCopiesAreFoundAndNewSoundsAreNot() {
    PointSet training = chirps(800, 1);
    PointSet heldOut = chirps(400, 2);
    PointSet fresh = chirps(400, 3);
    // A tenth of the samples: training clips, a tenth of a second later, a little quieter.
    PointSet copied =
        changed(
            fresh,
            (points, clip, t) ->
                clip % 10 == 0
                    ? 0.97f * training.get(clip, Math.max(0, t - 25))
                    : points.get(clip, t));
    assertThat(memorised(fresh, training, heldOut)).isNotEqualTo(Memorisation.Verdict.COPIES);
    assertThat(memorised(copied, training, heldOut)).isEqualTo(Memorisation.Verdict.COPIES);
  }

  private static Memorisation.Verdict memorised(
      PointSet samples, PointSet training, PointSet heldOut) {
    SoundSpectra space = SoundSpectra.coarse(SHAPE);
    return Memorisation.of(
            space.of(samples), space.of(training), space.of(heldOut), 400, space.reduced())
        .verdict();
  }

  @Test
  void spectrogramsAreNeitherMirroredNorMovedInPitch() {
    PointSet training = chirps(800, 1);
    PointSet heldOut = chirps(400, 2);
    PointSet reversed = changed(training.first(400), (p, c, t) -> p.get(c, LENGTH - 1 - t));
    assertThat(memorised(reversed, training, heldOut)).isNotEqualTo(Memorisation.Verdict.COPIES);
  }

  private static ToneTest tones(PointSet samples, PointSet real) {
    return Objects.requireNonNull(ToneTest.of(samples, real, SHAPE));
  }

  @Test
  void aPlantedToneIsFoundAndNoOther() {
    PointSet real = chirps(200, 1);
    PointSet fresh = chirps(200, 2);
    assertThat(tones(fresh, real).tones()).isEmpty();
    PointSet hum =
        changed(
            fresh,
            (p, c, t) -> p.get(c, t) + 0.002f * (float) Math.cos(2 * Math.PI * 1500 * t / 8000));
    ToneTest found = tones(hum, real);
    assertThat(found.tones()).hasSize(1);
    assertThat(found.loudest().hertz()).isEqualTo(1500);
    assertThat(found.loudest().excess()).isGreaterThan(3);
    // The artefact itself: every fourth value is too high, at a quarter and half of the rate.
    PointSet board = changed(fresh, (p, c, t) -> p.get(c, t) + (t % 4 == 0 ? 0.004f : 0));
    assertThat(tones(board, real).tones().stream().map(ToneTest.Tone::hertz))
        .containsExactlyInAnyOrder(2000.0, 4000.0);
    // A tone between those frequencies is none of an upsampling.
    PointSet between =
        changed(
            fresh,
            (p, c, t) -> p.get(c, t) + 0.002f * (float) Math.cos(2 * Math.PI * 1630 * t / 8000));
    assertThat(tones(between, real).tones()).isEmpty();
  }

  @Test
  void clipsAreMadeWorseByTheStatedAmount() {
    PointSet clips = chirps(50, 4);
    PointSet noisy = DegradedSounds.noisy(clips, 10, 1);
    double signal = 0;
    double noise = 0;
    for (int t = 0; t < LENGTH; t++) {
      signal += Math.pow(clips.get(7, t), 2);
      noise += Math.pow(noisy.get(7, t) - clips.get(7, t), 2);
    }
    assertThat(10 * Math.log10(signal / noise)).isCloseTo(10, within(0.5));
    PointSet steps = DegradedSounds.quantised(clips, 5);
    for (int t = 0; t < LENGTH; t++) {
      assertThat(steps.get(7, t) * 16).isEqualTo(Math.round(steps.get(7, t) * 16));
      assertThat(steps.get(7, t)).isCloseTo(clips.get(7, t), within(1 / 32f));
    }
  }

  /** Recognises a rising chirp by its spectrogram: where its energy ends and where it starts. */
  private static final class Rising implements Classifier {
    @Override
    public List<String> classNames() {
      return List.of("rising", "falling");
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Classified classify(float[] points, int n) {
      float[] features = new float[2 * n];
      int[] labels = new int[n];
      for (int i = 0; i < n; i++) {
        for (int half = 0; half < 2; half++) {
          int crossings = 0;
          for (int t = 1; t < LENGTH / 4; t++) {
            int at = i * LENGTH + LENGTH / 4 + half * LENGTH / 4 + t;
            crossings += points[at] * points[at - 1] < 0 ? 1 : 0;
          }
          features[2 * i + half] = crossings;
        }
        labels[i] = features[2 * i + 1] > features[2 * i] ? 0 : 1;
      }
      return Classified.of(features, labels);
    }
  }

  private static List<Integer> alternating(int n) {
    return IntStream.range(0, n).mapToObj(i -> i % 2).toList();
  }

  @Test
  void labelsAndSpreadAreMeasuredByClass() {
    PointSet real = chirps(200, 1);
    PointSet reference = chirps(200, 2);
    PointSet fresh = chirps(200, 3);
    Conditions conditions =
        new Conditions(
            List.of("rising", "falling"), alternating(200), alternating(200), alternating(200));
    RawSpace space = RawSpace.of(null, SHAPE);
    ConditionalEvaluation good =
        conditions.evaluate(
            Map.of("ear", new Rising()),
            new Conditions.Points(fresh, reference, real),
            space,
            List.of());
    double heard = good.opinions().get(0).samples().value();
    assertThat(heard).isGreaterThan(0.75);
    assertThat(good.spread().samples()).isCloseTo(1, within(0.05));
    assertThat(good.spread().real()).isCloseTo(1, within(0.05));
    // Falling ones are played where rising ones were asked for, one quarter of all samples.
    PointSet wrong = changed(fresh, (p, c, t) -> p.get(c % 4 == 0 ? c + 1 : c, t));
    ConditionalEvaluation bad =
        conditions.evaluate(
            Map.of("ear", new Rising()),
            new Conditions.Points(wrong, reference, real),
            space,
            List.of());
    // Half of one class, hence a quarter of all, of which some were not recognised before.
    assertThat(bad.opinions().get(0).samples().value()).isBetween(heard - 0.27, heard - 0.12);
    assertThat(bad.opinions().get(0).classes().get(1).samples())
        .isEqualTo(good.opinions().get(0).classes().get(1).samples());
    // One clip of each class for ever, with faint noise: the spread shrinks.
    Random random = new Random(5);
    PointSet same =
        changed(fresh, (p, c, t) -> p.get(c % 2, t) + 0.003f * (float) random.nextGaussian());
    ConditionalEvaluation narrow =
        conditions.evaluate(
            Map.of("ear", new Rising()),
            new Conditions.Points(same, reference, real),
            space,
            List.of());
    assertThat(narrow.spread().samples()).isLessThan(0.5);
    assertThat(narrow.classes()).allMatch(c -> c.spread().samples() < 0.5);
    assertThatThrownBy(
            () ->
                conditions.evaluate(
                    Map.of(),
                    new Conditions.Points(fresh.first(10), reference, real),
                    space,
                    List.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("200 labels for 10 points: expected one for each");
  }

  @Test
  void anEvaluationOfSoundShowsAllOfIt() {
    PointSet real = chirps(200, 1);
    PointSet reference = chirps(120, 2);
    PointSet fresh = chirps(120, 3);
    Conditions conditions =
        new Conditions(
            List.of("rising", "falling"), alternating(120), alternating(120), alternating(200));
    Evaluation evaluation =
        Evaluator.of(reference, real, real, OPTIONS)
            .withFeatures(new Rising())
            .withSounds(SHAPE)
            .withConditions(
                new Conditions(
                    conditions.classNames(),
                    conditions.samples(),
                    conditions.reference(),
                    alternating(120)),
                Map.of("ear.onnx", new Rising()))
            .evaluate(fresh);
    assertThat(evaluation.noisy()).isNull();
    assertThat(evaluation.spaces().get(0).name()).isEqualTo("log-mel spectrograms");
    List<SoundEvaluation.Degree> scale = Objects.requireNonNull(evaluation.sound()).scale();
    assertThat(scale.stream().map(SoundEvaluation.Degree::name))
        .containsExactly(
            "samples ↓",
            "reference clips",
            "training clips with noise at 20 dB",
            "training clips with noise at 10 dB",
            "training clips of 5 bits");
    assertThat(scale.get(3).distance()).isGreaterThan(2 * scale.get(0).distance());
    String text = EvaluationTable.text(evaluation);
    assertThat(text)
        .contains("asked-for class recognised by ear.onnx")
        .contains("spread within classes")
        .contains("tones of transposed convolutions: none found")
        .contains("shifted in time by up to 2 frames of the spectrogram")
        .doesNotContain("pixels");
    assertThat(EvaluationJson.read(EvaluationJson.write(evaluation))).isEqualTo(evaluation);
    String page = EvaluationReport.of("chirps", evaluation).withSounds(fresh, real, SHAPE).html();
    assertThat(page).contains("asked-for class recognised by ear.onnx", "data:image/png");
  }
}
