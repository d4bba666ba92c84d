package dev.wgan.train.optimizer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.key.NumberKey;
import java.util.List;

/**
 * A rule by which parameters follow their gradients.
 *
 * <p>Immutable and thread-safe. An optimizer is added as a record here, with its update in
 * TorchScript; its numbers, their ranges and their explanations come from {@link #keys}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Rmsprop.class, name = "rmsprop"),
  @JsonSubTypes.Type(value = Adam.class, name = "adam"),
})
public sealed interface Optimizer permits Rmsprop, Adam {
  /**
   * Returns every optimizer with its default numbers.
   *
   * @return one of each type
   */
  static List<Optimizer> all() {
    return List.of(Rmsprop.usual(), Adam.usual());
  }

  /**
   * Returns the optimizer's numbers, which a configuration may set.
   *
   * @return a key per number, in the order of the record
   */
  List<NumberKey> keys();

  /**
   * Returns the shapes of the state, all zero at first.
   *
   * @param parameters the trainable parameters
   * @return a shape per state tensor, in the order that the script takes
   */
  List<Shape> state(List<ParameterSpec> parameters);

  /**
   * Writes the TorchScript method {@code update(self, w, d, s, lr)}: parameters {@code w} and state
   * {@code s} change in place, {@code d} are the gradients.
   *
   * @return the method
   */
  String script();
}
