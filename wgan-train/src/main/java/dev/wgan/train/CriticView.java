package dev.wgan.train;

import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.LogMel;
import dev.wgan.network.NetworkSpec;
import dev.wgan.train.data.Batch;
import dev.wgan.train.task.CriticForm;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form in which a critic judges samples: as they are, as spectrograms if its first layer makes
 * them, or as the task's own step makes them. The layers after it are the critic proper: the
 * constraint bounds their slope, so that a penalty's second gradient does not pass through the
 * Fourier transform.
 *
 * <p>Immutable and thread-safe.
 *
 * @param network the layer that makes the form; empty if the critic does not begin with one
 * @param form the task's steps; empty if it has none
 * @param judged the critic's other layers
 */
record CriticView(Optional<ScriptNetwork> network, Optional<CriticForm> form, NetworkSpec judged) {
  static CriticView of(NetworkSpec critic, Optional<CriticForm> form) {
    List<LayerSpec> layers = critic.layers();
    if (layers.size() == 1 || !makesSpectrograms(critic)) {
      return new CriticView(Optional.empty(), form, critic);
    }
    InputSpec sample = critic.inputs().get(0);
    NetworkSpec view = NetworkSpec.of(sample, layers.get(0));
    List<InputSpec> inputs = new ArrayList<>(critic.inputs());
    inputs.set(0, new InputSpec(sample.name(), sample.role(), view.outputShape(), 0));
    return new CriticView(
        Optional.of(ScriptNetwork.of("view", view)),
        form,
        new NetworkSpec(inputs, layers.subList(1, layers.size())));
  }

  /** True if the first layer makes spectrograms, of one resolution or more, and learns nothing. */
  private static boolean makesSpectrograms(NetworkSpec critic) {
    List<LayerSpec> first = NetworkSpec.flattened(critic.layers().subList(0, 1));
    return first.stream().anyMatch(LogMel.class::isInstance)
        && critic.parameters().stream().noneMatch(weight -> weight.name().startsWith("0."));
  }

  /** The methods, none for samples as they are. */
  String source() {
    return network.map(ScriptNetwork::source).orElse("") + form.map(CriticForm::source).orElse("");
  }

  /** The tensors that {@link #of} reads in addition to samples. */
  List<String> judging() {
    return form.map(CriticForm::judging).orElse(List.of());
  }

  /** The tensors that {@link #drawn} reads in addition to the generator's output. */
  List<String> drawing() {
    return form.map(CriticForm::drawing).orElse(List.of());
  }

  /** An expression of the samples that a generator's output stands for. */
  String drawn(String made, NamedTensors batch) {
    return form.map(steps -> steps.drawn(made, batch)).orElse(made);
  }

  /** An expression of the form of samples. */
  String of(String sample, NamedTensors batch) {
    String variable = form.map(steps -> steps.judged(sample, batch)).orElse(sample);
    return network
        .map(
            view ->
                view.call(
                        "c",
                        "cb",
                        true,
                        NamedTensors.variables(List.of(Batch.SAMPLE)).with(Batch.SAMPLE, variable))
                    + "[0]")
        .orElse(variable);
  }

  /** Statements that replace the real samples of a list, and generated ones, by their form. */
  String statements(String list, NamedTensors batch, String fake) {
    return network.isEmpty() && form.isEmpty()
        ? ""
        : """
        %1$s = list(%1$s)
        %2$s = %3$s
        %4$s = %5$s
        """
            .formatted(
                list,
                batch.get(Batch.SAMPLE),
                of(batch.get(Batch.SAMPLE), batch),
                fake,
                of(fake, batch));
  }
}
