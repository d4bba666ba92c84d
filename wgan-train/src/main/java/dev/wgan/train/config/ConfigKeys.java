package dev.wgan.train.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import dev.wgan.train.optimizer.Optimizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a configuration with their values and meanings, used by the checks of {@link
 * TrainingConfig}, the messages and the list of the keys.
 *
 * <p>Thread-safe: there is no state that changes.
 */
final class ConfigKeys {
  /**
   * A key of {@link TrainingConfig}.
   *
   * @param range its values, for numbers that are bounded
   * @param text its values in words, if its type does not give them
   * @param meaning its meaning
   */
  private record Key(@Nullable NumberRange range, @Nullable String text, String meaning) {}

  private static final Map<String, Key> KEYS = new LinkedHashMap<>();

  static {
    text("preset", "a name", "the preset that the configuration started from, for the record");
    text(
        "from",
        "a run and a step",
        "the weights that training starts from, for the record; empty for random ones");
    typed("task", "the task; the following keys up to network are those of upscale and inpaint");
    number("factor", NumberRange.whole(2, 4), "upscale: the factor between the two images");
    typed("degradation", "upscale: the way in which small images are made of large ones");
    typed("content", "upscale, inpaint: the distance between the result and the original");
    number(
        "content_weight",
        NumberRange.from(0, 1e9),
        "upscale, inpaint: weight of that distance next to the critic's score");
    text("mask_folder", "a path", "inpaint: a folder of masks, white for a hole; empty for none");
    number("holes", NumberRange.whole(1, 64), "inpaint: the most holes of a random mask");
    number("stroke_min", NumberRange.whole(1, 4_096), "inpaint: the least width of a stroke");
    number("stroke_max", NumberRange.whole(1, 4_096), "inpaint: the largest width of a stroke");
    number("box_min", NumberRange.whole(1, 4_096), "inpaint: the least side of a box");
    number("box_max", NumberRange.whole(1, 4_096), "inpaint: the largest side of a box");
    typed("network", "the family of networks; not used for networks given as JSON");
    number(
        "width",
        NumberRange.whole(1, 65_536),
        "units of each hidden layer of an mlp, twice as many in the critic of a typed table; channels at the largest resolution otherwise");
    number(
        "depth",
        NumberRange.whole(1, 1_000),
        "hidden layers of an mlp; residual blocks of upscale and inpaint; not used otherwise");
    number(
        "latent",
        NumberRange.whole(1, 1_000_000),
        "length of a latent; a typed table raises it to one number per correlated column");
    typed("latents", "the distribution of the latents");
    typed("conditional", "whether generator and critic are given the sample's class");
    number(
        "dropout",
        NumberRange.share(),
        "probability of a zero after each hidden layer of the critic, 0 for none");
    typed("constraint", "the constraint that keeps the critic Lipschitz");
    typed("optimizer", "the rule by which parameters follow their gradients");
    number("critic_learning_rate", NumberRange.above(0, 1), "step length of the critic");
    number("generator_learning_rate", NumberRange.above(0, 1), "step length of the generator");
    typed("learning_rate_decay", "the decay of the step lengths over the steps");
    number("batch", NumberRange.wholeFrom(1), "samples of a batch");
    number(
        "critic_iterations", NumberRange.wholeFrom(1), "critic iterations per generator iteration");
    typed(
        "critic_boost",
        "whether the critic takes 100 iterations before each of the first 25 generator iterations and every 500th");
    number(
        "critic_warmup",
        NumberRange.whole(0, 1_000_000),
        "critic iterations in addition before the first generator iteration with a critic");
    number(
        "penalty_every",
        NumberRange.whole(1, 1_000),
        "critic iterations from one gradient penalty to the next, which is weighted that much higher");
    number(
        "content_steps",
        NumberRange.wholeFrom(0),
        "upscale, inpaint: generator iterations on the content alone, before the critic begins; as many as steps for none with a critic");
    number(
        "average",
        NumberRange.share(),
        "decay of the moving average of the generator's weights, 0 for none");
    number("steps", NumberRange.wholeFrom(1), "generator iterations in all");
    typed("seed", "the seed of all random numbers");
    number(
        "held_out", NumberRange.share(), "share of the data held out for monitoring, 0 for none");
    typed("flip", "whether half of the images are mirrored");
    number("log_every", NumberRange.wholeFrom(1), "generator iterations per row of the metrics");
    number("sample_every", NumberRange.wholeFrom(1), "generator iterations per picture of samples");
    number("checkpoint_every", NumberRange.wholeFrom(1), "generator iterations per checkpoint");
    number(
        "keep",
        NumberRange.wholeFrom(1),
        "number of latest checkpoints that are kept, in addition to the best one");
    number(
        "patience",
        NumberRange.wholeFrom(0),
        "checkpoints without a better criterion before training stops, 0 for never");
    typed(
        "tensorboard",
        "whether metrics and pictures are also written to the folder tensorboard of the run, as event files that TensorBoard reads");
    number("threads", NumberRange.whole(0, 256), "threads of the engine, 0 for one per core");
    text("device", "cpu, gpu0, gpu1, ...", "the device to compute on");
  }

  private ConfigKeys() {}

  private static void number(String key, NumberRange range, String meaning) {
    KEYS.put(key, new Key(range, null, meaning));
  }

  private static void text(String key, String values, String meaning) {
    KEYS.put(key, new Key(null, values, meaning));
  }

  /** A key whose type determines its values. */
  private static void typed(String key, String meaning) {
    KEYS.put(key, new Key(null, null, meaning));
  }

  private static Key key(String name) {
    return Objects.requireNonNull(KEYS.get(name), name);
  }

  /** Fails if a whole number is outside the range of its key. */
  static void require(String name, long value) {
    require(name, (double) value, value);
  }

  /** Fails if a number is outside the range of its key. */
  static void require(String name, double value) {
    require(name, value, value);
  }

  private static void require(String name, double value, Object given) {
    NumberRange range = Objects.requireNonNull(key(name).range(), name);
    if (!range.contains(value)) {
      throw new TrainingException("%s is %s: expected %s".formatted(name, given, range.text()));
    }
  }

  /** The names of the keys of {@link TrainingConfig}, in its order. */
  static List<String> names() {
    return List.copyOf(KEYS.keySet());
  }

  static String meaning(String name) {
    return key(name).meaning();
  }

  /**
   * The values that a key may have, in words.
   *
   * @param path the key, perhaps one of a constraint or an optimizer
   * @return such as {@code a whole number, 1 or more}; empty for a key that does not exist
   */
  static String values(String path) {
    int dot = path.indexOf('.');
    if (dot >= 0) {
      return path.endsWith(".type") ? values(path.substring(0, dot)) : ofPart(path, dot);
    }
    Key key = KEYS.get(path);
    if (key == null) {
      return "";
    } else if (key.range() != null) {
      return values(key.range());
    }
    return key.text() != null
        ? key.text()
        : values(Objects.requireNonNull(Grouping.keys().get(path), path));
  }

  private static String ofPart(String path, int dot) {
    Stream<NumberKey> keys =
        path.startsWith("optimizer.")
            ? Optimizer.all().stream().flatMap(optimizer -> optimizer.keys().stream())
            : LipschitzConstraint.all().stream().flatMap(constraint -> constraint.keys().stream());
    return keys.filter(key -> key.name().equals(path.substring(dot + 1)))
        .map(key -> values(key.range()))
        .findFirst()
        .orElse("");
  }

  static String values(NumberRange range) {
    return range.whole() ? "a whole number, " + range.text() : range.text();
  }

  private static String values(Class<?> type) {
    if (type == boolean.class) {
      return "true or false";
    } else if (type == long.class) {
      return "a whole number";
    } else if (type == LipschitzConstraint.class) {
      return listed(constraints().keySet());
    } else if (type == Optimizer.class) {
      return listed(optimizers().keySet());
    }
    return listed(
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .toList());
  }

  /** The constraints by name. */
  static Map<String, Class<?>> constraints() {
    return byName(LipschitzConstraint.class);
  }

  /** The optimizers by name. */
  static Map<String, Class<?>> optimizers() {
    return byName(Optimizer.class);
  }

  private static Map<String, Class<?>> byName(Class<?> family) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (JsonSubTypes.Type type : family.getAnnotation(JsonSubTypes.class).value()) {
      types.put(type.name(), type.value());
    }
    return types;
  }

  /** Such as {@code a, b or c}. */
  static String listed(Collection<String> all) {
    List<String> names = List.copyOf(all);
    int last = names.size() - 1;
    return names.subList(0, last).stream().collect(Collectors.joining(", "))
        + (last > 0 ? " or " : "")
        + names.get(last);
  }
}
