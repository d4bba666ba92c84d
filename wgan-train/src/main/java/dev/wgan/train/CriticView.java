package dev.wgan.train;

import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.LogMel;
import dev.wgan.network.NetworkSpec;
import dev.wgan.train.data.Batch;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form in which a critic judges samples: as they are, or as spectrograms if its first layer
 * makes them. The layers after it are the critic proper: the constraint bounds their slope, so that
 * a penalty's second gradient does not pass through the Fourier transform.
 *
 * <p>Immutable and thread-safe.
 *
 * @param network the layer that makes the form; empty for samples as they are
 * @param judged the critic's other layers
 */
record CriticView(Optional<ScriptNetwork> network, NetworkSpec judged) {
  static CriticView of(NetworkSpec critic) {
    List<LayerSpec> layers = critic.layers();
    if (!(layers.get(0) instanceof LogMel) || layers.size() == 1) {
      return new CriticView(Optional.empty(), critic);
    }
    InputSpec sample = critic.inputs().get(0);
    NetworkSpec view = NetworkSpec.of(sample, layers.get(0));
    List<InputSpec> inputs = new ArrayList<>(critic.inputs());
    inputs.set(0, new InputSpec(sample.name(), sample.role(), view.outputShape(), 0));
    return new CriticView(
        Optional.of(ScriptNetwork.of("view", view)),
        new NetworkSpec(inputs, layers.subList(1, layers.size())));
  }

  /** The method, empty for samples as they are. */
  String source() {
    return network.map(ScriptNetwork::source).orElse("");
  }

  /** An expression of the form of a variable's samples. */
  String of(String variable) {
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
    return network.isEmpty()
        ? ""
        : """
        %1$s = list(%1$s)
        %2$s = %3$s
        %4$s = %5$s
        """
            .formatted(list, batch.get(Batch.SAMPLE), of(batch.get(Batch.SAMPLE)), fake, of(fake));
  }
}
