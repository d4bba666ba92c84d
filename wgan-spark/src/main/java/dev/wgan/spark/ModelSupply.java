package dev.wgan.spark;

import dev.wgan.runtime.ModelLoadException;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The way of a model to the executors. Called once for each session, not for each task.
 *
 * <p>Implementations are immutable and travel to executors.
 */
sealed interface ModelSupply extends Serializable {
  /**
   * Returns the bytes of the model.
   *
   * @param digest their SHA-256 in the driver
   */
  byte[] bytes(String digest);

  /** Bytes that Spark distributes from executor to executor. */
  record Broadcasted(Broadcast<byte[]> broadcast) implements ModelSupply {
    @Override
    public byte[] bytes(String digest) {
      return broadcast.value();
    }
  }

  /** Bytes that each executor reads: from its class path, its disk or a shared file system. */
  record ReadByExecutor(ModelOrigin origin, SerializableConfiguration hadoop)
      implements ModelSupply {
    @Override
    public byte[] bytes(String digest) {
      ModelBytes model = origin.read(hadoop.value());
      if (!model.digest().equals(digest)) {
        throw new ModelLoadException(
            "%s on this executor is another model than in the driver: its digest is %s, expected %s"
                .formatted(origin, model.digest(), digest));
      }
      return model.bytes();
    }
  }
}
