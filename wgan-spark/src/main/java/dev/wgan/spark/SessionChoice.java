package dev.wgan.spark;

import dev.wgan.runtime.ExecutionProvider;
import dev.wgan.runtime.GeneratorOptions;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of a session, in a form that travels to executors.
 *
 * <p>Immutable and thread-safe.
 *
 * @param chunkSize samples of a native run, 0 to choose by their size
 * @param cudaDevice the number of the GPU, -1 for the CPU
 * @param checkNaN whether samples must be finite
 * @param selfTest whether loading recomputes the golden samples
 * @param memoryArena whether ONNX Runtime keeps freed memory
 * @param maxModelBytes the largest size of the model, 0 for the default of the runtime
 * @param idleSeconds the seconds for which an unused session is kept
 */
record SessionChoice(
    int chunkSize,
    int cudaDevice,
    boolean checkNaN,
    boolean selfTest,
    boolean memoryArena,
    long maxModelBytes,
    int idleSeconds)
    implements Serializable {
  private static final Pattern PROVIDER = Pattern.compile("cpu|cuda(:(\\d{1,3}))?");
  private static final int MAX_CHUNK = 65_536;
  private static final int DAY = 86_400;
  private static final int DEFAULT_IDLE_SECONDS = 60;

  static SessionChoice of(OptionValues values) {
    return new SessionChoice(
        (int) values.number(SourceOption.CHUNK_SIZE, 0, MAX_CHUNK, 0),
        device(values.text(SourceOption.PROVIDER)),
        values.is(SourceOption.CHECK_NAN, false),
        values.is(SourceOption.SELF_TEST, false),
        values.is(SourceOption.MEMORY_ARENA, true),
        values.number(SourceOption.MAX_MODEL_BYTES, 1, Long.MAX_VALUE, 0),
        (int) values.number(SourceOption.IDLE_SECONDS, 0, DAY, DEFAULT_IDLE_SECONDS));
  }

  private static int device(Optional<String> text) {
    String provider = text.orElse("cpu").toLowerCase(Locale.ROOT);
    Matcher matcher = PROVIDER.matcher(provider);
    if (!matcher.matches()) {
      throw SourceOption.PROVIDER.wrong(provider, "cpu, cuda, or cuda:1 for the second GPU");
    }
    String number = matcher.group(2);
    return provider.equals("cpu") ? -1 : number == null ? 0 : Integer.parseInt(number);
  }

  /** The options of the runtime. Tasks are the unit of parallelism: a session has one thread. */
  GeneratorOptions toGeneratorOptions() {
    GeneratorOptions.Builder builder =
        GeneratorOptions.builder()
            .chunkSize(chunkSize)
            .checkNaN(checkNaN)
            .selfTest(selfTest)
            .memoryArena(memoryArena);
    if (maxModelBytes > 0) {
      builder.maxModelBytes(maxModelBytes);
    }
    if (cudaDevice >= 0) {
      // A GPU that silently became a CPU would change the bits of some partitions.
      builder.provider(ExecutionProvider.cuda().onDevice(cudaDevice).orFail());
    }
    return builder.build();
  }
}
