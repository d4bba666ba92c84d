package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Weights;
import dev.wgan.train.data.Batch;
import dev.wgan.train.task.Generate;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trainings that PyTorch ran with its own autograd and optimizers, repeated number by number. The
 * folder in the system property {@code wgan.golden}, if set, takes the place of the test resources.
 */
class GoldenTraceTest {
  private static final double RELATIVE = 1e-4;
  private static final double ABSOLUTE = 1e-5;

  /** How many learning rates one step of RMSprop or Adam can be long. */
  private static final double LARGEST_STEP = 10;

  static Stream<Path> traces() throws IOException, URISyntaxException {
    String property = System.getProperty("wgan.golden");
    Path folder =
        property == null || property.isEmpty()
            ? Path.of(GoldenTraceTest.class.getResource("/golden").toURI())
            : Path.of(property);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> traces = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(traces).as("traces in " + folder).isNotEmpty();
      return traces.stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void isReproduced(Path file) {
    GoldenTrace trace = GoldenTrace.read(file);
    WganModel model;
    try {
      model = model(trace, "initial");
    } catch (GoldenTrace.UnsupportedException e) {
      System.out.println("not supported: " + file.getFileName() + " uses " + e.getMessage());
      Assumptions.abort(file.getFileName() + " uses " + e.getMessage());
      throw e;
    }
    try (model) {
      for (JsonNode step : trace.json().get("steps")) {
        for (JsonNode expected : step.get("critic")) {
          Batch real = GoldenTrace.batch(Batch.SAMPLE, expected.get("real"));
          float[] epsilon =
              expected.has("epsilon")
                  ? TraceJson.floats(expected.at("/epsilon/data"))
                  : new float[real.size()];
          CriticTerms terms =
              model.criticStep(
                  Batches.critic(real, GoldenTrace.batch(Batch.LATENT, expected.get("z")), epsilon),
                  trace.rate());
          same("critic loss", terms.loss(), expected.get("loss").doubleValue());
          same("real score", terms.realScore(), expected.get("real_score").doubleValue());
          same("fake score", terms.fakeScore(), expected.get("fake_score").doubleValue());
          if (expected.has("penalty")) {
            same("penalty", terms.term(), expected.get("penalty").doubleValue());
          }
        }
        JsonNode expected = step.get("generator");
        double loss =
            model.generatorStep(GoldenTrace.batch(Batch.LATENT, expected.get("z")), trace.rate());
        same("generator loss", loss, expected.get("loss").doubleValue());
      }
      int steps = trace.json().get("steps").size();
      Set<String> noise = noise(trace.generator());
      double reach = 2 * steps * LARGEST_STEP * trace.rate();
      same(model.generatorWeights(), trace.weights("final", "generator"), noise, reach);
      same(model.criticWeights(), trace.weights("final", "critic"), Set.of(), 0);
      Batch latents = GoldenTrace.batch(Batch.LATENT, trace.json().at("/eval/z"));
      float[] expected = TraceJson.floats(trace.json().at("/eval/samples/data"));
      if (noise.isEmpty()) {
        same(model.generate(latents), expected);
      } else {
        try (WganModel trained = model(trace, "final")) {
          same(trained.generate(latents), expected);
        }
      }
    }
  }

  private static WganModel model(GoldenTrace trace, String when) {
    return new WganModel(
        trace.generator(),
        trace.critic(),
        trace.constraint(),
        trace.optimizer(),
        new Generate(),
        trace.weights(when, "generator"),
        trace.weights(when, "critic"),
        Device.cpu(),
        DataType.FLOAT32,
        "");
  }

  /**
   * A bias in front of batch normalization, and the running mean that follows it: the batch's mean
   * takes the bias away again, so that its gradient is zero but for rounding (about 1e-9 here),
   * which differs from processor to processor and which the optimizers scale up to whole steps. No
   * number of the training depends on it.
   */
  private static Set<String> noise(NetworkSpec network) {
    Set<String> noise = new HashSet<>();
    for (int i = 0; i + 1 < network.layers().size(); i++) {
      LayerSpec layer = network.layers().get(i);
      boolean affine =
          layer instanceof Linear || layer instanceof Conv || layer instanceof ConvTranspose;
      if (affine && network.layers().get(i + 1) instanceof Normalization.BatchNorm) {
        noise.add(i + ".bias");
        noise.add(i + 1 + ".running_mean");
      }
    }
    return noise;
  }

  private static void same(Weights actual, Weights expected, Set<String> noise, double reach) {
    assertThat(actual.names()).containsExactlyInAnyOrderElementsOf(expected.names());
    for (String name : expected.names()) {
      float[] values = actual.get(name).toArray();
      float[] wanted = expected.get(name).toArray();
      for (int i = 0; i < wanted.length; i++) {
        if (noise.contains(name)) {
          assertThat(values[i]).as(name).isCloseTo(wanted[i], within((float) reach));
        } else {
          same(name + "[" + i + "]", values[i], wanted[i]);
        }
      }
    }
  }

  private static void same(float[] samples, float[] expected) {
    assertThat(samples).hasSameSizeAs(expected);
    for (int i = 0; i < samples.length; i++) {
      same("sample element " + i, samples[i], expected[i]);
    }
  }

  private static void same(String what, double actual, double expected) {
    assertThat(actual)
        .as(what)
        .isCloseTo(expected, within(RELATIVE * Math.abs(expected) + ABSOLUTE));
  }
}
