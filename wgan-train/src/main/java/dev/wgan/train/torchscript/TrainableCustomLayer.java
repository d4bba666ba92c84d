package dev.wgan.train.torchscript;

import dev.wgan.network.Custom;
import dev.wgan.network.CustomLayer;
import java.util.function.UnaryOperator;

/** A custom layer that can be trained; implementations are thread-safe. */
public interface TrainableCustomLayer extends CustomLayer {
  /**
   * Writes the layer as a TorchScript expression.
   *
   * @param layer the layer
   * @param input the variable that holds the input, [batch, shape]
   * @param parameters returns the variable of a parameter by its name within the layer
   * @return an expression of type Tensor
   */
  String script(Custom layer, String input, UnaryOperator<String> parameters);
}
