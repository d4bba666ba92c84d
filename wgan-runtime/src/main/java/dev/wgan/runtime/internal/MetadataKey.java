package dev.wgan.runtime.internal;

import java.util.Map;
import java.util.Optional;

/**
 * A metadata property of a model file, or a family of properties with a common start.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the property's name; for a family the common start, which ends in a dot
 * @param group the subject of the property
 * @param form the form of its value
 * @param meaning the meaning of the value: a phrase, for people
 * @param <T> the type of the value in Java
 */
public record MetadataKey<T>(String name, Group group, MetadataForm<T> form, String meaning) {
  /** The subject of a property. */
  public enum Group {
    /** The file itself. */
    FILE,
    /** The inputs of a sample. */
    INPUTS,
    /** The samples. */
    SAMPLES,
    /** Pictures that are made from pictures. */
    IMAGES,
    /** The lineage of the generator. */
    TRAINING,
    /** Samples for the self-test. */
    SELF_TEST,
    /** Classifiers, which are not generators. */
    CLASSIFIER
  }

  /**
   * Returns whether this is a family, whose members differ in the part after its name.
   *
   * @return true if the name ends in a dot
   */
  public boolean isFamily() {
    return name.endsWith(".");
  }

  /**
   * Returns a member of a family.
   *
   * @param member what follows the family's name
   * @return the key of one property
   */
  public MetadataKey<T> of(String member) {
    return new MetadataKey<>(name + member, group, form, meaning);
  }

  /**
   * Returns whether a property is this one, or one of this family.
   *
   * @param property a property's name
   * @return whether it belongs to this key
   */
  public boolean covers(String property) {
    return isFamily() ? property.startsWith(name) : property.equals(name);
  }

  /**
   * Returns whether a model has the property.
   *
   * @param properties the properties of a model
   * @return whether it is among them
   */
  public boolean isIn(Map<String, String> properties) {
    return properties.containsKey(name);
  }

  /**
   * Reads the property.
   *
   * @param properties the properties of a model
   * @return the value, empty if the model does not have the property
   * @throws IllegalArgumentException if the value is of another form
   */
  public Optional<T> read(Map<String, String> properties) {
    return Optional.ofNullable(properties.get(name)).map(form::read);
  }

  /**
   * Writes the property.
   *
   * @param value the value
   * @param properties receives it
   */
  public void write(T value, Map<String, String> properties) {
    properties.put(name, form.write(value));
  }
}
