package dev.wgan.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Loads and runs mutants in a JVM that may crash: prints each one's number before, and what came of
 * it after. Arguments: the first mutant, the one after the last, a seed, and a folder of more
 * models, if there is one.
 */
final class MutantMain {
  private static final long LARGEST = 1 << 20;

  private MutantMain() {}

  public static void main(String[] args) throws Exception {
    List<byte[]> models = models(args.length > 3 ? Path.of(args[3]) : null);
    for (int i = Integer.parseInt(args[0]); i < Integer.parseInt(args[1]); i++) {
      System.out.println("mutant " + i);
      System.out.println("was " + outcome(mutant(models, Long.parseLong(args[2]), i)));
    }
  }

  /** The mutant of a number: always the same. */
  static byte[] mutant(List<byte[]> models, long seed, int i) {
    Random random = new Random(seed * 1_000_003 + i);
    return new Mutator(random).mutate(models.get(random.nextInt(models.size())));
  }

  static List<byte[]> models(@org.jspecify.annotations.Nullable Path folder) throws IOException {
    List<byte[]> models = new ArrayList<>();
    // Without metadata: a digest would refuse nearly all mutants before anything happens.
    models.add(Foreign.bytes("fixed-batch.onnx"));
    models.add(Foreign.bytes("dcgan.onnx"));
    models.add(ModelBuilder.withoutMetadata(TestModels.conditional()));
    models.add(ModelBuilder.withoutMetadata(TestModels.bytes()));
    models.addAll(HazardModels.all());
    if (folder != null) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList()) {
          if (Files.size(file) < LARGEST) {
            models.add(Files.readAllBytes(file));
          }
        }
      }
    }
    return models;
  }

  private static String outcome(byte[] mutant) {
    try (Generator generator = Generator.load(mutant, GeneratorOptions.defaults())) {
      generator.sample(SampleRequest.of(2).seed(1).timeout(Duration.ofSeconds(20)));
      return "working";
    } catch (GeneratorException e) {
      return run(mutant);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      e.printStackTrace(System.out);
      return "untyped " + e.getClass().getName();
    }
  }

  /** Runs what is not a generator but was found harmless, with inputs of its own shapes. */
  private static String run(byte[] mutant) {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (OrtSession.SessionOptions options =
            SessionSettings.create(GeneratorOptions.defaults(), ExecutionProvider.cpu());
        OrtSession.RunOptions runOptions = new OrtSession.RunOptions();
        OrtSession session =
            NativeRuntime.environment()
                .createSession(
                    ModelSource.of("mutant", mutant, GeneratorOptions.defaults()).bytes(),
                    options)) {
      for (NodeInfo input : session.getInputInfo().values()) {
        if (!(input.getInfo() instanceof TensorInfo info) || info.type.size < 1) {
          return "loading";
        }
        // A rank that is not declared looks like a scalar: the latent of these models has four.
        long[] dims = info.getShape().length == 0 ? new long[] {2, 2, 4, 4} : info.getShape();
        long bytes = info.type.size;
        for (int d = 0; d < dims.length; d++) {
          dims[d] = dims[d] < 0 ? 2 : dims[d];
          bytes = bytes > LARGEST ? bytes : bytes * dims[d];
        }
        if (bytes > LARGEST) {
          return "loading";
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
        OrtEnvironment environment = NativeRuntime.environment();
        inputs.put(input.getName(), OnnxTensor.createTensor(environment, buffer, dims, info.type));
      }
      session.run(inputs, runOptions).close();
      return "running";
    } catch (GeneratorException e) {
      return "refused";
    } catch (OrtException | RuntimeException e) {
      return "failing";
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }
}
