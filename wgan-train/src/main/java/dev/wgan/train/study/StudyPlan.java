package dev.wgan.train.study;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.wgan.network.NetworkJson;
import dev.wgan.train.config.TrainingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plan of trainings to compare.
 *
 * <p>Immutable and thread-safe. Read from JSON.
 *
 * @param parts each compares its variants with each other, one at least
 */
public record StudyPlan(List<Part> parts) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /**
   * Variants of one training, at an equal budget.
   *
   * @param name the name of the part's folder: small letters, digits and hyphens
   * @param data the data: {@code images}, {@code ring} or {@code grid}
   * @param criticIterations the budget of each run
   * @param looks the number of evaluations of a run
   * @param samples the number of samples of an evaluation
   * @param seeds the seeds, with each of which every variant is trained
   * @param set configuration keys that all variants share
   * @param variants the variants, by their name in tables and pictures
   * @param overSeconds whether curves are drawn over the time of training, which is comparable if
   *     nothing else ran on the machine; over critic iterations otherwise
   */
  public record Part(
      String name,
      String data,
      long criticIterations,
      int looks,
      int samples,
      List<Long> seeds,
      Map<String, String> set,
      Map<String, Variant> variants,
      @JacksonInject(value = NetworkJson.NO_IF_ABSENT, useInput = OptBoolean.TRUE)
          boolean overSeconds) {
    /**
     * Checks the part.
     *
     * @throws TrainingException if something is missing or out of range
     */
    public Part {
      require(name != null && NAME.matcher(name).matches(), "name", name, "such as images-mlp");
      require(data != null && !data.isEmpty(), "data", data, "images, ring or grid");
      require(criticIterations > 0, "critic_iterations", criticIterations, "above 0");
      require(looks > 0, "looks", looks, "above 0");
      require(samples >= 20, "samples", samples, "20 or more");
      require(seeds != null && !seeds.isEmpty(), "seeds", seeds, "one at least");
      require(variants != null && !variants.isEmpty(), "variants", variants, "one at least");
      seeds = List.copyOf(seeds);
      set = new LinkedHashMap<>(set);
      variants = new LinkedHashMap<>(variants);
      require(distinct(seeds), "seeds", seeds, "each once");
      List<String> folders = variants.keySet().stream().map(StudyRun::folderName).toList();
      require(
          distinct(folders),
          "variants",
          variants.keySet(),
          "names whose letters and digits differ, since folders are named by them");
      requireFree(set);
    }

    /**
     * A part whose curves are drawn over critic iterations.
     *
     * @param name the name of the part's folder
     * @param data the data
     * @param criticIterations the budget of each run
     * @param looks the number of evaluations of a run
     * @param samples the number of samples of an evaluation
     * @param seeds the seeds
     * @param set configuration keys that all variants share
     * @param variants the variants by name
     * @throws TrainingException if something is missing or out of range
     */
    public Part(
        String name,
        String data,
        long criticIterations,
        int looks,
        int samples,
        List<Long> seeds,
        Map<String, String> set,
        Map<String, Variant> variants) {
      this(name, data, criticIterations, looks, samples, seeds, set, variants, false);
    }

    /** The budget of a variant's runs. */
    long budget(Variant variant) {
      return variant.criticIterations() == 0 ? criticIterations : variant.criticIterations();
    }

    /** The runs, variant by variant. */
    List<StudyRun> runs(Path folder) {
      return variants.keySet().stream().flatMap(label -> runs(label, folder)).toList();
    }

    /** The runs of one variant, seed by seed. */
    Stream<StudyRun> runs(String label, Path folder) {
      return seeds.stream().map(seed -> StudyRun.of(this, label, seed, folder));
    }
  }

  /**
   * A variant of a training.
   *
   * @param preset the preset to start from
   * @param set configuration keys to change
   * @param criticIterations the budget of its runs, for variants whose iterations cost more or less
   *     than those of others; 0 for that of the part
   */
  public record Variant(
      String preset,
      Map<String, String> set,
      @JacksonInject(value = NetworkJson.ZERO_IF_ABSENT, useInput = OptBoolean.TRUE)
          int criticIterations) {
    /**
     * Checks the variant.
     *
     * @throws TrainingException if it has no preset, a budget below 0, or changes a key that the
     *     study sets
     */
    public Variant {
      require(preset != null && !preset.isEmpty(), "preset", preset, "the name of one");
      require(criticIterations >= 0, "critic_iterations", criticIterations, "above 0");
      set = new LinkedHashMap<>(set);
      requireFree(set);
    }

    /**
     * A variant with the budget of its part.
     *
     * @param preset the preset to start from
     * @param set configuration keys to change
     * @throws TrainingException if it has no preset
     */
    public Variant(String preset, Map<String, String> set) {
      this(preset, set, 0);
    }
  }

  /**
   * Checks the plan.
   *
   * @throws TrainingException if there are no parts, or two have one name
   */
  public StudyPlan {
    require(parts != null && !parts.isEmpty(), "parts", parts, "one at least");
    parts = List.copyOf(parts);
    List<String> names = parts.stream().map(Part::name).toList();
    require(distinct(names), "name", names, "each once");
  }

  /**
   * Reads a plan.
   *
   * @param file its JSON
   * @return the plan
   * @throws dev.wgan.network.NetworkException if the file cannot be read or is not a plan
   */
  public static StudyPlan read(Path file) {
    return NetworkJson.read(file, StudyPlan.class);
  }

  private static boolean distinct(List<?> values) {
    return Set.copyOf(values).size() == values.size();
  }

  /** Seeds, steps, looks and what follows from them are the plan's. */
  private static void requireFree(Map<String, String> set) {
    for (String key : set.keySet()) {
      require(!StudyRun.OWN.contains(key), "set", key, "other keys: a study sets this one itself");
    }
  }

  private static void require(boolean holds, String key, @Nullable Object value, String expected) {
    if (!holds) {
      throw new TrainingException(
          "a study's %s is %s: expected %s".formatted(key, value, expected));
    }
  }
}
