package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import dev.wgan.noise.NoiseFiller;
import dev.wgan.table.Condition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls the public methods with null, negative, huge and undefined arguments, one at a time: each
 * call works or fails with a sentence of ours that shows no number that nobody gave.
 */
@Timeout(120)
class BadArgumentsTest {
  private static final Pattern NEGATIVE = Pattern.compile("(?<![\\w-])-\\d+");

  /** Of every object, and methods whose arguments are not for anybody to get wrong. */
  private static final Set<String> LEFT_OUT = Set.of("equals", "wait", "close", "with");

  @TempDir Path folder;

  private @Nullable Generator loaded;

  private Object good(Class<?> type) throws IOException {
    if (loaded != null && type == Generator.class) {
      return loaded;
    } else if (loaded != null && type == ModelOutput.class) {
      return loaded.info().output();
    }
    Map<Class<?>, Object> values = new HashMap<>();
    Path file = folder.resolve("m.onnx");
    Files.write(file, TestModels.conv());
    values.put(int.class, 2);
    values.put(long.class, 1L);
    values.put(float.class, 0.5f);
    values.put(double.class, 0.5);
    values.put(boolean.class, false);
    values.put(String.class, "it");
    values.put(Path.class, file);
    values.put(byte[].class, TestModels.conv());
    values.put(InputStream.class, new ByteArrayInputStream(TestModels.conv()));
    values.put(OutputStream.class, new ByteArrayOutputStream());
    values.put(ClassLoader.class, BadArgumentsTest.class.getClassLoader());
    values.put(GeneratorOptions.class, GeneratorOptions.defaults());
    values.put(BatchingOptions.class, BatchingOptions.defaults());
    values.put(BatchingOptions.WhenFull.class, BatchingOptions.WhenFull.REJECT);
    values.put(TensorData.class, TensorData.of(new float[16], 1, 16));
    values.put(SampleRequest.class, SampleRequest.of(1).seed(1));
    values.put(FloatBuffer.class, FloatBuffer.allocate(1 << 14));
    values.put(ByteBuffer.class, ByteBuffer.allocate(1 << 14));
    values.put(Duration.class, Duration.ofSeconds(5));
    values.put(Condition.class, Condition.parse("it = 1"));
    values.put(float[].class, new float[4]);
    values.put(long[].class, new long[4]);
    values.put(int[].class, new int[] {2, 2});
    values.put(String[].class, new String[] {"it"});
    values.put(List.class, List.of(1, 2, 2));
    values.put(Map.class, Map.of());
    values.put(ValueRange.class, new ValueRange(-1, 1));
    values.put(ImageLayout.class, ImageLayout.CHANNELS_FIRST);
    values.put(BufferedImage.class, new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
    values.put(ModelInput.Role.class, ModelInput.Role.LATENT);
    values.put(LatentDistribution.class, LatentDistribution.NORMAL);
    values.put(ExecutionProvider.class, ExecutionProvider.cpu());
    values.put(SamplingListener.class, (SamplingListener) event -> {});
    values.put(Function.class, Function.identity());
    values.put(
        Consumer.class,
        (Consumer<Object>)
            value -> {
              throw new InputException("enough of it");
            });
    Object value = values.get(type);
    if (value == null) {
      throw new AssertionError("no value of " + type);
    }
    return value;
  }

  private static List<@Nullable Object> bad(Class<?> type) {
    if (type == int.class) {
      return List.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class) {
      return List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40);
    } else if (type == float.class) {
      return List.of(Float.NaN, Float.NEGATIVE_INFINITY);
    } else if (type == double.class) {
      return List.of(Double.NaN, Double.POSITIVE_INFINITY);
    }
    return type.isPrimitive() ? List.of() : Arrays.asList((Object) null);
  }

  @Test
  void everyMethodFailsWithASentence() throws IOException {
    List<String> faults = new ArrayList<>();
    byte[] model = TestModels.conv();
    Path file = folder.resolve("r.onnx");
    Files.write(file, model);
    try (Generator generator = Generator.load(model, GeneratorOptions.defaults());
        Sampler sampler = generator.newSampler();
        BatchingGenerator batching = BatchingGenerator.over(generator, BatchingOptions.defaults());
        ReloadableGenerator reloadable =
            ReloadableGenerator.load(file, GeneratorOptions.defaults())) {
      loaded = generator;
      Samples samples = generator.sample(3, 1L);
      List<Object> targets =
          List.of(
              generator,
              sampler,
              batching,
              reloadable,
              samples,
              SampleRequest.of(2),
              NoiseFiller.of(LatentDistribution.NORMAL, 4, 2),
              GeneratorOptions.builder(),
              BatchingOptions.defaults(),
              generator.info(),
              ImageRenderer.of(List.of(1, 2, 2), new ValueRange(-1, 1)),
              TensorData.of(new float[4], 2, 2));
      for (Object target : targets) {
        sweep(target.getClass(), target, faults);
      }
      for (Class<?> type : List.of(Noise.class, Latents.class, Npy.class, ModelChecks.class)) {
        sweep(type, null, faults);
      }
    }
    assertThat(faults).isEmpty();
  }

  private void sweep(Class<?> type, @Nullable Object target, List<String> faults)
      throws IOException {
    for (Method method : type.getDeclaredMethods()) {
      boolean called =
          Modifier.isPublic(method.getModifiers())
              && !method.isBridge()
              && !method.isSynthetic()
              && !LEFT_OUT.contains(method.getName());
      for (int i = 0; called && i < method.getParameterCount(); i++) {
        for (Object value : bad(method.getParameterTypes()[i])) {
          fault(method, target, i, value).ifPresent(faults::add);
        }
      }
    }
  }

  private Optional<String> fault(
      Method method, @Nullable Object target, int at, @Nullable Object value) throws IOException {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == at ? value : good(method.getParameterTypes()[i]);
    }
    String call = name(method) + " with " + value + " as argument " + at + ": ";
    try {
      Object result = method.invoke(target, arguments);
      if (result instanceof AutoCloseable opened) {
        opened.close();
      } else if (result instanceof Stream<?> stream) {
        stream.close();
      }
      return value == null ? Optional.of(call + "null passes") : Optional.empty();
    } catch (InvocationTargetException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      return wrong(cause, method.getDeclaringClass(), value, arguments).map(fault -> call + fault);
    } catch (Exception e) {
      throw new AssertionError(call, e);
    }
  }

  private static String name(Executable method) {
    return method.getDeclaringClass().getSimpleName()
        + "."
        + method.getName()
        + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
  }

  private static Optional<String> wrong(
      Throwable e, Class<?> type, @Nullable Object value, Object[] arguments) {
    String message = String.valueOf(e.getMessage());
    boolean ours =
        e instanceof GeneratorException
            || (type.getPackageName().equals("dev.wgan.noise")
                && e instanceof IllegalArgumentException)
            || e instanceof IllegalStateException
            || (e instanceof IndexOutOfBoundsException && message.contains("expected"));
    boolean sentence = message.contains(" ") && !message.contains("Cannot invoke");
    boolean named = value != null || message.contains(" is null: expected ");
    boolean numbers = true;
    Matcher negative = NEGATIVE.matcher(message);
    List<String> given = Arrays.stream(arguments).map(String::valueOf).toList();
    while (negative.find()) {
      boolean fixed = negative.group().equals("-1") && message.contains("2^");
      numbers &= given.contains(negative.group()) || fixed;
    }
    return ours && sentence && named && numbers ? Optional.empty() : Optional.of(e.toString());
  }
}
