package dev.wgan.spark;

import java.util.BitSet;
import java.util.Optional;

/**
 * The rows that a query reads.
 *
 * <p>Not changed after its creation.
 *
 * @param indices the indices
 * @param classes the classes, empty for all
 * @param limit the largest number of rows of a partition
 */
record RowChoice(IndexSet indices, Optional<BitSet> classes, int limit) {}
