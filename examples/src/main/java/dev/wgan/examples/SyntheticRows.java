package dev.wgan.examples;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fills a database table with synthetic rows before each test of a class, and drops the table after
 * the test. A test method may have a parameter of type {@link java.sql.Connection}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SyntheticRowsExtension.class)
public @interface SyntheticRows {
  /**
   * Returns the model.
   *
   * @return the name of a resource on the class path, such as {@code /people.onnx}
   */
  String model();

  /**
   * Returns the name of the table, which must not exist.
   *
   * @return the name, in the case of the database
   */
  String table();

  /**
   * Returns the number of rows.
   *
   * @return 0 or more
   */
  int rows() default 1000;

  /**
   * Returns the seed: the rows of a seed are always the same.
   *
   * @return any seed
   */
  long seed() default 42;

  /**
   * Returns the condition that all rows meet.
   *
   * @return a condition such as {@code age >= 18}, empty for none
   */
  String where() default "";

  /**
   * Returns the address of the database.
   *
   * @return a JDBC URL
   */
  String url() default "jdbc:h2:mem:synthetic";
}
