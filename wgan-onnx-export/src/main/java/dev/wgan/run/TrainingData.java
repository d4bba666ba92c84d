package dev.wgan.run;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.Shape;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import dev.wgan.table.SchemaException;
import dev.wgan.table.TableCodec;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A description of training data, kept in the run folder as {@code data.json}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the origin of the data
 * @param kind the kind of the samples
 * @param shape the shape of one sample
 * @param range the values a sample's elements take
 * @param count the number of samples
 * @param digest SHA-256 over the values and labels, lower-case hexadecimal
 * @param classes the names of the classes, empty without labels
 * @param columns the names of a table's columns, empty unless the data are standardised
 * @param mean the number subtracted from each column
 * @param scale the divisor of each column
 * @param sampleRate the audio's samples per second and channel, 0 unless the kind is audio; absent
 *     in runs of earlier versions, which means 0
 * @param frameDelay milliseconds from one frame of a film to the next, 0 unless the kind is video;
 *     absent in runs of earlier versions, which means 0
 * @param table the properties that describe the typed columns of a table, empty unless the samples
 *     are their scores and logits; absent in runs of earlier versions
 * @param classCounts the number of samples of each class; empty without labels and in runs of
 *     earlier versions
 */
public record TrainingData(
    String name,
    SampleKind kind,
    Shape shape,
    ValueRange range,
    long count,
    String digest,
    List<String> classes,
    List<String> columns,
    List<Float> mean,
    List<Float> scale,
    @JacksonInject(value = NetworkJson.ZERO_IF_ABSENT, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        int sampleRate,
    @JacksonInject(value = NetworkJson.NO_DELAY_IF_ABSENT, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        int frameDelay,
    @JacksonInject(value = NetworkJson.NO_TABLE_IF_ABSENT, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> table,
    @JacksonInject(value = NetworkJson.EMPTY_IF_ABSENT, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Integer> classCounts) {
  /**
   * Creates the description of data without typed columns.
   *
   * @param name the origin of the data
   * @param kind the kind of the samples
   * @param shape the shape of one sample
   * @param range the values a sample's elements take
   * @param count the number of samples
   * @param digest SHA-256 over the values and labels, lower-case hexadecimal
   * @param classes the names of the classes
   * @param columns the names of a table's columns
   * @param mean the number subtracted from each column
   * @param scale the divisor of each column
   * @param sampleRate the audio's samples per second and channel, or 0
   * @param frameDelay milliseconds from one frame of a film to the next, or 0
   */
  public TrainingData(
      String name,
      SampleKind kind,
      Shape shape,
      ValueRange range,
      long count,
      String digest,
      List<String> classes,
      List<String> columns,
      List<Float> mean,
      List<Float> scale,
      int sampleRate,
      int frameDelay) {
    this(
        name,
        kind,
        shape,
        range,
        count,
        digest,
        classes,
        columns,
        mean,
        scale,
        sampleRate,
        frameDelay,
        Map.of(),
        List.of());
  }

  /** Checks the rate, the delay, the table and the counts, and copies lists and map. */
  @JsonCreator
  public TrainingData {
    table = Collections.unmodifiableMap(new TreeMap<>(table));
    requireTable(shape, table);
    classes = List.copyOf(classes);
    columns = List.copyOf(columns);
    mean = List.copyOf(mean);
    scale = List.copyOf(scale);
    classCounts = List.copyOf(classCounts);
    if (!classCounts.isEmpty() && classCounts.size() != classes.size()) {
      throw new NetworkException(
          "%s classes have %s counts: expected one for each class"
              .formatted(classes.size(), classCounts.size()));
    }
    if (columns.size() != mean.size() || columns.size() != scale.size()) {
      throw new NetworkException(
          "a table of %s columns has %s means and %s scales: expected one of each per column"
              .formatted(columns.size(), mean.size(), scale.size()));
    }
    if (sampleRate < 0) {
      throw new NetworkException(
          "the sample rate is %s: expected samples per second, or 0 unless the samples are audio"
              .formatted(sampleRate));
    }
    if (sampleRate > 0 && kind != SampleKind.AUDIO) {
      throw new NetworkException(
          "the sample rate is %s where the samples are of kind %s: expected 0 unless they are audio"
              .formatted(sampleRate, kind.name().toLowerCase(Locale.ROOT)));
    }
    if (frameDelay < 0 || (frameDelay > 0 && kind != SampleKind.VIDEO)) {
      throw new NetworkException(
          "the delay of frames is %s where the samples are of kind %s: expected milliseconds, or 0 unless they are video"
              .formatted(frameDelay, kind.name().toLowerCase(Locale.ROOT)));
    }
  }

  /**
   * Returns this description with that of a typed table.
   *
   * @param properties the properties that describe the columns
   * @return the description
   * @throws NetworkException if the properties do not fit the shape
   */
  public TrainingData withTable(Map<String, String> properties) {
    return with(classes, properties, classCounts);
  }

  /**
   * Returns this description with other classes.
   *
   * @param names the names of the classes
   * @param counts the number of samples of each, or nothing
   * @return the description
   * @throws NetworkException if the numbers of names and counts differ
   */
  public TrainingData withClasses(List<String> names, List<Integer> counts) {
    return with(names, table, counts);
  }

  private TrainingData with(
      List<String> names, Map<String, String> properties, List<Integer> counts) {
    return new TrainingData(
        name,
        kind,
        shape,
        range,
        count,
        digest,
        names,
        columns,
        mean,
        scale,
        sampleRate,
        frameDelay,
        properties,
        counts);
  }

  private static void requireTable(Shape shape, Map<String, String> table) {
    try {
      TableCodec.read(table)
          .ifPresent(
              codec -> {
                if (!shape.equals(Shape.of(codec.width()))) {
                  throw new NetworkException(
                      "the samples are %s where the codes of the table's columns take %s values"
                          .formatted(shape, codec.width()));
                }
              });
    } catch (SchemaException e) {
      throw new NetworkException("the table is described wrongly: " + e.getMessage(), e);
    }
  }
}
