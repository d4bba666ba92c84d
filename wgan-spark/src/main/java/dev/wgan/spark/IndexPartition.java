package dev.wgan.spark;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A partition of the table: ranges of indices.
 *
 * <p>Immutable and thread-safe; travels to executors.
 *
 * @param ranges the ranges in ascending order
 */
@SuppressWarnings("serial") // the list is an immutable one, which is serializable
record IndexPartition(List<IndexSet.Range> ranges) implements InputPartition {
  IndexPartition {
    ranges = List.copyOf(ranges);
  }
}
