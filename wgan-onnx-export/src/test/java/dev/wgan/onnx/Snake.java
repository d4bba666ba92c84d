package dev.wgan.onnx;

import dev.wgan.network.Custom;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.network.Tensor;
import dev.wgan.onnx.convert.OnnxCustomLayer;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.List;
import java.util.Map;

/** A layer from outside: {@code x + gain sin(frequency x)^2}, its gain learned. */
public final class Snake implements OnnxCustomLayer {
  @Override
  public String kind() {
    return "snake";
  }

  @Override
  public Shape infer(Custom layer, Shape in) {
    layer.number("frequency");
    return in;
  }

  @Override
  public List<ParameterSpec> parameters(Custom layer) {
    return List.of(
        new ParameterSpec("gain", Shape.of(), true, new ParameterSpec.Initial.Constant(1)));
  }

  @Override
  public double[] compute(Custom layer, Shape in, double[] sample, Map<String, Tensor> parameters) {
    Tensor gain = parameters.getOrDefault("gain", Tensor.of(Shape.of(), 0));
    double[] result = new double[sample.length];
    for (int i = 0; i < result.length; i++) {
      double sine = Math.sin(layer.number("frequency") * sample[i]);
      result[i] = sample[i] + gain.values().get(0) * sine * sine;
    }
    return result;
  }

  @Override
  public String convert(Custom layer, Site<String> site, GraphBuilder graph) {
    String frequency = graph.scalar(site.name("frequency"), layer.number("frequency"));
    String scaled = graph.add(site.path(), Node.of("Mul").in(site.value(), frequency));
    String sine = graph.add(site.path(), Node.of("Sin").in(scaled));
    String square = graph.add(site.path(), Node.of("Mul").in(sine, sine));
    String gain = graph.weight(site.name("gain"));
    String bent = graph.add(site.path(), Node.of("Mul").in(square, gain));
    return graph.add(site.path(), Node.of("Add").in(site.value(), bent));
  }
}
