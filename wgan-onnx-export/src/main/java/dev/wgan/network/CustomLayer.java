package dev.wgan.network;

import java.util.List;
import java.util.Map;

/**
 * A kind of layer from outside this library, found by {@link java.util.ServiceLoader}: list the
 * implementation in {@code META-INF/services/dev.wgan.network.CustomLayer}.
 *
 * <p>It computes each sample by itself. For export, it implements {@code
 * dev.wgan.onnx.convert.OnnxCustomLayer}, which writes the layer as ONNX nodes. Implementations are
 * thread-safe.
 */
public interface CustomLayer {
  /**
   * Returns the name of the kind.
   *
   * @return the value of {@link Custom#kind} in a network's description
   */
  String kind();

  /**
   * Infers the shape of the output.
   *
   * @param layer the layer
   * @param in the shape of one sample of the input
   * @return the shape of one sample of the output
   * @throws NetworkException if the layer cannot take that shape, or its attributes are wrong
   */
  Shape infer(Custom layer, Shape in);

  /**
   * Returns the tensors that a layer owns.
   *
   * @param layer the layer
   * @return the parameters in order
   */
  List<ParameterSpec> parameters(Custom layer);

  /**
   * Computes a sample by the layer's definition, with which exported graphs are compared.
   *
   * @param layer the layer
   * @param in the shape of the sample
   * @param sample its elements, row-major; not to be changed
   * @param parameters the layer's tensors by their names within it
   * @return the elements of the output, row-major
   */
  double[] compute(Custom layer, Shape in, double[] sample, Map<String, Tensor> parameters);
}
