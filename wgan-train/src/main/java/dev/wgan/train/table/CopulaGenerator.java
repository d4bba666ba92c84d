package dev.wgan.train.table;

import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import dev.wgan.runtime.internal.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A copula as a network of one linear layer, ready for export: the generator before any training.
 *
 * <p>Thread-safe: there is no state.
 */
public final class CopulaGenerator {
  private CopulaGenerator() {}

  /**
   * Returns the generator of a copula.
   *
   * @param name the origin of the table
   * @param table the rows and their codes
   * @param copula the copula that was fitted to them
   * @return the generator, whose file describes the table
   */
  public static TrainedGenerator of(String name, FittedTable table, CopulaStart copula) {
    int latents = copula.latents();
    int width = copula.width();
    NetworkSpec network = NetworkSpec.of(InputSpec.latent(latents), new Linear(latents, width));
    Map<String, String> properties = new TreeMap<>();
    table.codec().write(properties);
    TrainingData data =
        new TrainingData(
                name,
                SampleKind.TABLE,
                Shape.of(width),
                new ValueRange(-1, 1),
                table.size(),
                digest(table),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0)
            .withTable(properties);
    return new TrainedGenerator(
        network,
        weights(network, copula),
        LatentDistribution.NORMAL,
        data,
        Map.of("preset", "copula", "data", name));
  }

  private static Weights weights(NetworkSpec network, CopulaStart copula) {
    float[] weight = copula.weight(copula.latents());
    float[] bias = copula.bias();
    Map<String, Tensor> tensors = new HashMap<>();
    for (ParameterSpec parameter : network.parameters()) {
      boolean matrix = parameter.shape().rank() == 2;
      tensors.put(parameter.name(), Tensor.of(parameter.shape(), matrix ? weight : bias));
    }
    return Weights.of(tensors);
  }

  private static String digest(FittedTable table) {
    MessageDigest digest = Sha256.digest();
    for (int c = 0; c < table.codec().codes().size(); c++) {
      ByteBuffer bytes = ByteBuffer.allocate(table.size() * Long.BYTES);
      bytes.asLongBuffer().put(table.positions(c));
      digest.update(bytes);
    }
    return Sha256.hex(digest);
  }
}
