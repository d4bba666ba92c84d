package dev.wgan.train;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.noise.Noise;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.constraint.NormPoints;
import dev.wgan.train.data.Batch;
import dev.wgan.train.task.Task;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that generator, critic, configuration and data fit each other. */
final class NetworkFit {
  private NetworkFit() {}

  static void require(
      NetworkSpec generator,
      NetworkSpec critic,
      Task task,
      TrainingConfig config,
      TrainingData data) {
    task.require(generator, config, data);
    requireContent(task, config);
    requirePenalty(config);
    if (!generator.outputShape().equals(data.shape())) {
      throw new TrainingException(
          "the generator makes samples of shape %s: expected %s, the shape of the data"
              .formatted(generator.outputShape(), data.shape()));
    }
    Shape scored = critic.inputs().get(0).shape();
    Shape judged = task.form().map(form -> Shape.of(form.values())).orElse(data.shape());
    if (!scored.equals(judged)) {
      throw new TrainingException(
          "the critic takes samples of shape %s: expected %s, the shape of the %s"
              .formatted(scored, judged, task.form().isPresent() ? "rows that it judges" : "data"));
    }
    if (critic.outputShape().elements() != 1) {
      throw new TrainingException(
          "the critic gives %s: expected one score".formatted(critic.outputShape()));
    }
    requireInputs("generator", generator, task.given(), config, data);
    List<String> scoredInputs = new ArrayList<>(List.of(Batch.SAMPLE));
    scoredInputs.addAll(task.given());
    requireInputs("critic", critic, scoredInputs, config, data);
    requireTrainable("generator", generator);
    requireTrainable("critic", critic);
    try {
      config.constraint().check(critic);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(
          String.valueOf(e.getMessage()), Set.of("constraint", "constraint.type", "dropout"));
    }
    requireMemory(generator, critic);
  }

  /** Refuses steps on a content term that the task does not have. */
  private static void requireContent(Task task, TrainingConfig config) {
    if (config.schedule().contentSteps() > 0 && task.contentTensors().isEmpty()) {
      throw new TrainingException(
          "content_steps is %s: the task %s has no content term; set content_steps=0"
              .formatted(
                  config.schedule().contentSteps(),
                  task.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)),
          Set.of("content_steps"));
    }
  }

  /** Refuses pauses between penalties under a constraint that is not a penalty on the slope. */
  private static void requirePenalty(TrainingConfig config) {
    if (config.schedule().penaltyEvery() > 1 && config.constraint().points() == NormPoints.NONE) {
      throw new TrainingException(
          "penalty_every is %s: only penalties on the critic's slope can be left out, such as that of wgan-gp; set penalty_every=1"
              .formatted(config.schedule().penaltyEvery()),
          Set.of("penalty_every", "constraint", "constraint.type"));
    }
  }

  /** Refuses a network that training cannot change. */
  static void requireTrainable(String name, NetworkSpec network) {
    if (network.parameters().stream().noneMatch(ParameterSpec::trainable)) {
      throw new TrainingException(
          "the %s has no parameters to train: expected a layer that has some, such as linear"
              .formatted(name));
    }
  }

  /** Refuses networks whose initial weights are larger than the heap. */
  private static void requireMemory(NetworkSpec generator, NetworkSpec critic) {
    for (NetworkSpec network : List.of(generator, critic)) {
      for (ParameterSpec parameter : network.parameters()) {
        if (parameter.shape().elements() > Noise.MAX_SIZE) {
          throw new TrainingException(
              "the parameter %s has %s elements: expected at most %s; choose a smaller width, depth or latent"
                  .formatted(parameter.name(), parameter.shape().elements(), Noise.MAX_SIZE),
              Set.of("width", "depth", "latent"));
        }
      }
    }
    long numbers = numbers(generator) + numbers(critic);
    long available = Runtime.getRuntime().maxMemory();
    if (numbers * Float.BYTES > available) {
      throw new TrainingException(
          "generator and critic have %s parameters, %s MB, and this process may use %s MB: choose a smaller width, depth or latent"
              .formatted(numbers, (numbers * Float.BYTES) >> 20, available >> 20),
          Set.of("width", "depth", "latent"));
    }
  }

  private static long numbers(NetworkSpec network) {
    return network.parameters().stream().mapToLong(parameter -> parameter.shape().elements()).sum();
  }

  /** Refuses inputs that no batch has, two inputs of one tensor, and other classes. */
  private static void requireInputs(
      String name,
      NetworkSpec network,
      List<String> given,
      TrainingConfig config,
      TrainingData data) {
    int expected = config.networks().conditional() ? data.classes().size() : 0;
    int classes =
        network.inputs().stream()
            .filter(input -> input.role() == InputSpec.Role.LABEL)
            .mapToInt(InputSpec::classes)
            .sum();
    List<String> inputs = ScriptNetwork.of(name, network).inputs();
    boolean known =
        inputs.stream().allMatch(input -> input.equals(Batch.LABEL) || given.contains(input));
    if (classes != expected || !known || new HashSet<>(inputs).size() < inputs.size()) {
      throw new TrainingException(
          "the %s has inputs %s: expected %s%s"
              .formatted(
                  name,
                  network.inputs(),
                  String.join(", ", given),
                  expected == 0
                      ? ", since conditional is false"
                      : " and a label of " + expected + " classes"));
    }
  }
}
