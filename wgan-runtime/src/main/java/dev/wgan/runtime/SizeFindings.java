package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a graph that would end the process on the dimensions of what they take, or might.
 *
 * <p>Not thread-safe.
 */
final class SizeFindings {
  private final List<String> dangers = new ArrayList<>();
  private boolean open;

  void refuse(String sentence) {
    if (!dangers.contains(sentence)) {
      dangers.add(sentence);
    }
  }

  /** Notes that a node is safe or not by the sizes that a call brings. */
  void leaveOpen() {
    open = true;
  }

  /** Sentences, each of which starts with the node. */
  List<String> dangers() {
    return dangers;
  }

  /** Returns whether the sizes of the inputs of each call have to be looked at. */
  boolean open() {
    return open;
  }

  /** A place to return to with {@link #reset}. */
  int mark() {
    return dangers.size();
  }

  /** Forgets what was found after a mark. */
  void reset(int mark) {
    dangers.subList(mark, dangers.size()).clear();
  }
}
