package dev.wgan.onnx;

import dev.wgan.network.ImageTask;
import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reach;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.TensorData;
import dev.wgan.runtime.internal.MetadataForm;
import dev.wgan.runtime.internal.MetadataKey;
import dev.wgan.runtime.internal.MetadataKeys;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The metadata properties by which a model describes itself.
 *
 * <p>Not thread-safe.
 */
final class ModelProperties {
  private final Map<String, String> properties = new TreeMap<>();

  ModelProperties(NetworkSpec network, Graph graph, ExportOptions options) {
    this(network);
    put(MetadataKeys.FORMAT, MetadataKeys.NEWEST_FORMAT);
    put(MetadataKeys.NOISE, Noise.VERSION);
    put(MetadataKeys.PRECISION, options.precision().label());
    put(MetadataKeys.OUTPUT, graph.outputs().get(0).name());
  }

  private ModelProperties(NetworkSpec network) {
    put(MetadataKeys.SAMPLE_SHAPE, network.outputShape().dims());
    task(network);
    for (InputSpec input : network.given()) {
      MetadataKey<String> role = MetadataKeys.INPUT.of(lowerCase(input.role()));
      boolean first = !role.isIn(properties);
      if (first) {
        put(role, input.name());
      }
      if (first && input.role() == InputSpec.Role.LATENT) {
        put(MetadataKeys.LATENT_SHAPE, input.shape().dims());
      } else if (first && input.role() == InputSpec.Role.LABEL) {
        put(MetadataKeys.CLASSES, numbers(input.labels()));
      }
    }
  }

  /** The task, if the network makes images of images. */
  private void task(NetworkSpec network) {
    ImageTask.of(network)
        .ifPresent(
            task -> {
              put(MetadataKeys.TASK, lowerCase(task.kind()));
              if (task.kind() == ImageTask.Kind.UPSCALE) {
                put(MetadataKeys.UPSCALE_FACTOR, task.factor());
              }
            });
  }

  /** The properties that every export of a run writes, whatever its precision. */
  static Map<String, String> ofRun(TrainedGenerator generator, ImageOutput output) {
    ModelProperties properties = new ModelProperties(generator.network());
    properties.describe(generator, output);
    return properties.map();
  }

  private static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private <T> void put(MetadataKey<T> key, T value) {
    key.write(value, properties);
  }

  void latents(LatentDistribution distribution) {
    put(MetadataKeys.LATENT_DISTRIBUTION, lowerCase(distribution));
  }

  /** The facts about a generator in addition to its network. */
  void describe(TrainedGenerator generator, ImageOutput output) {
    latents(generator.latents());
    var data = generator.data();
    put(MetadataKeys.SAMPLE_KIND, lowerCase(data.kind()));
    put(
        MetadataKeys.SAMPLE_RANGE,
        output == ImageOutput.UINT8
            ? List.of(0f, 255f)
            : List.of(data.range().low(), data.range().high()));
    for (InputSpec input : generator.network().given()) {
      boolean named = input.role() == InputSpec.Role.LABEL && !data.classes().isEmpty();
      if (named && input.labels() != data.classes().size()) {
        throw new ExportException(
            "the input '%s' has %s classes where the data have %s: %s"
                .formatted(input.name(), input.labels(), data.classes().size(), data.classes()));
      }
    }
    if (!data.classes().isEmpty()) {
      put(MetadataKeys.CLASSES, data.classes());
    }
    if (!data.columns().isEmpty()) {
      put(MetadataKeys.TABLE_COLUMNS, data.columns());
      put(MetadataKeys.TABLE_MEAN, data.mean());
      put(MetadataKeys.TABLE_SCALE, data.scale());
    }
    properties.putAll(data.table());
    if (data.sampleRate() > 0) {
      put(MetadataKeys.SAMPLE_RATE, data.sampleRate());
    }
    if (data.frameDelay() > 0) {
      put(MetadataKeys.FRAME_DELAY, data.frameDelay());
    }
    String degradation = generator.training().get("degradation");
    if (MetadataKeys.UPSCALE_FACTOR.isIn(properties) && degradation != null) {
      put(MetadataKeys.UPSCALE_DEGRADATION, degradation);
    }
    generator
        .training()
        .forEach(
            (key, value) -> put(MetadataKeys.TRAINING.of(MetadataForm.TEXT.write(key)), value));
  }

  /** Inputs with the samples that were computed from them. */
  void golden(List<ProofSize> sizes, boolean bytes, Tolerance tolerance) {
    put(MetadataKeys.GOLDEN_SIZE, sizes.stream().mapToInt(size -> size.inputs().n()).sum());
    for (String name : sizes.get(0).inputs().tensors().keySet()) {
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      for (ProofSize size : sizes) {
        raw.writeBytes(bytes(size.inputs().tensor(name)));
      }
      put(MetadataKeys.GOLDEN_INPUT.of(name), raw.toByteArray());
    }
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    double allowed = 0;
    for (ProofSize size : sizes) {
      raw.writeBytes(bytes(size.expected(), bytes));
      allowed = Math.max(allowed, tolerance.absolute(size.expected()));
    }
    put(MetadataKeys.GOLDEN_TOLERANCE, (float) allowed);
    put(MetadataKeys.GOLDEN_OUTPUT, raw.toByteArray());
  }

  /** The facts about a network that runs on images of any size. */
  void anySize(Reach reach, List<ProofSize> golden) {
    put(MetadataKeys.IMAGE_OVERLAP, reach.radius());
    put(MetadataKeys.IMAGE_MULTIPLE, reach.multiple());
    put(MetadataKeys.GOLDEN_HEIGHTS, golden.stream().map(ProofSize::height).toList());
    put(MetadataKeys.GOLDEN_WIDTHS, golden.stream().map(ProofSize::width).toList());
  }

  private static byte[] bytes(float[] samples, boolean bytes) {
    byte[] raw = new byte[samples.length * (bytes ? 1 : Float.BYTES)];
    ByteBuffer buffer = littleEndian(raw);
    for (float sample : samples) {
      if (bytes) {
        buffer.put((byte) sample);
      } else {
        buffer.putFloat(sample);
      }
    }
    return raw;
  }

  private static byte[] bytes(TensorData tensor) {
    boolean labels = tensor.type() == TensorData.ElementType.INT64;
    byte[] raw = new byte[tensor.elements() * (labels ? Long.BYTES : Float.BYTES)];
    if (labels) {
      littleEndian(raw).asLongBuffer().put(tensor.longs());
    } else {
      littleEndian(raw).asFloatBuffer().put(tensor.floats());
    }
    return raw;
  }

  private static ByteBuffer littleEndian(byte[] raw) {
    return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
  }

  Map<String, String> map() {
    return new TreeMap<>(properties);
  }
}
