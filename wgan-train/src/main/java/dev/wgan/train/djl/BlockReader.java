package dev.wgan.train.djl;

import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.util.Pair;
import dev.wgan.network.Composite;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.reference.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a tree of blocks, compares each with the layers that were read from it, and collects the
 * problems.
 */
final class BlockReader {
  /** Covers sums of 32-bit floats in another order; a wrong constant causes a far larger error. */
  static final double TOLERANCE = 1e-4;

  private final BlockRunner runner;
  private final Map<String, LayerSpec> answers;
  private final Set<String> unused;
  private final List<String> notes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  BlockReader(BlockRunner runner, Map<String, LayerSpec> answers) {
    this.runner = runner;
    this.answers = Map.copyOf(answers);
    this.unused = new LinkedHashSet<>(answers.keySet());
  }

  List<String> notes() {
    return notes;
  }

  /**
   * Reads a block with all of its children.
   *
   * @throws NetworkException if something cannot be read; the message lists each
   */
  LayerChain readAll(Block block, Shape in) {
    LayerChain chain = read(block, "", in);
    unused.forEach(path -> problems.add("an answer is given for '%s': not met".formatted(path)));
    if (!problems.isEmpty()) {
      throw new NetworkException("the block cannot be read: " + String.join("; ", problems));
    }
    return chain;
  }

  /** Reads a block; an unreadable part becomes a problem, and the rest is still read. */
  private LayerChain read(Block block, String path, Shape in) {
    int before = problems.size();
    try {
      if (block instanceof SequentialBlock sequence && !sequence.isReturnIntermediate()) {
        return sequence(block, path, in);
      }
      LayerChain chain = layers(block, path, in);
      if (problems.size() == before) {
        compare(block, in, chain);
      }
      return chain;
    } catch (NetworkException e) {
      problems.add("%s %s".formatted(name(block, path), e.getMessage()));
      return new LayerChain();
    }
  }

  private LayerChain layers(Block block, String path, Shape in) {
    LayerSpec answer = answers.get(path);
    if (answer != null) {
      unused.remove(path);
      for (LayerSpec layer : NetworkSpec.flattened(List.of(answer))) {
        if (!layer.parameters().isEmpty()) {
          throw new NetworkException(
              "is answered by %s: expected layers without parameters".formatted(answer));
        }
      }
      return LayerChain.of(List.of(answer));
    }
    if (block instanceof ParallelBlock parallel) {
      return branches(parallel, path, in);
    }
    Optional<LayerChain> known =
        KnownBlocks.read(
            runner, block, in, note -> notes.add("%s: %s".formatted(name(block, path), note)));
    if (known.isPresent()) {
      return known.get();
    }
    if (!block.getDirectParameters().isEmpty()) {
      throw new NetworkException(
          "has parameters of its own and an unknown type: build it of DJL's Linear,"
              + " Conv1d, Conv2d, BatchNorm and LayerNorm");
    }
    if (!block.getChildren().isEmpty()) {
      LayerChain chain = sequence(block, path, in);
      notes.add("%s: read as its children one after another".formatted(name(block, path)));
      return chain;
    }
    return function(block, path, in);
  }

  private LayerChain function(Block block, String path, Shape in) {
    List<LayerSpec> found =
        new FunctionProbe(runner, block, in)
            .identify()
            .orElseThrow(
                () ->
                    new NetworkException(
                        "is a function that was not recognised: give its layer as the answer for"
                            + " '%s'".formatted(path)));
    notes.add("%s: %s, found by running it".formatted(name(block, path), found));
    return LayerChain.of(found);
  }

  private LayerChain sequence(Block block, String path, Shape in) {
    LayerChain chain = new LayerChain();
    Shape shape = in;
    for (Pair<String, Block> child : block.getChildren()) {
      String at = join(path, child.getKey());
      int before = problems.size();
      chain.addAll(read(child.getValue(), at, shape));
      try {
        shape = runner.run(child.getValue(), BlockRunner.random(1, shape, 1)).shape();
      } catch (NetworkException e) {
        if (problems.size() == before) {
          problems.add("%s %s".formatted(name(child.getValue(), at), e.getMessage()));
        }
        problems.add("what follows %s could not be looked at".formatted(at));
        return chain;
      }
    }
    return chain;
  }

  /** Finds how branches are joined: the sum and the concatenation are tried. */
  private LayerChain branches(ParallelBlock block, String path, Shape in) {
    List<LayerChain> chains = new ArrayList<>();
    int before = problems.size();
    for (Pair<String, Block> child : block.getChildren()) {
      chains.add(read(child.getValue(), join(path, child.getKey()), in));
    }
    if (problems.size() > before) {
      return new LayerChain();
    }
    Values x = BlockRunner.random(2, in, 2);
    float[] expected = runner.run(block, x).toFloats();
    List<LayerChain> candidates =
        chains.size() == 1 ? chains : List.of(concatenation(chains), sum(chains));
    for (LayerChain candidate : candidates) {
      if (agrees(candidate, in, x, expected)) {
        String how =
            candidate.layers().stream().anyMatch(Composite.Concat.class::isInstance)
                ? "concatenated"
                : "added";
        notes.add("%s: branches are %s, found by running it".formatted(name(block, path), how));
        return candidate;
      }
    }
    throw new NetworkException(
        "joins its branches in a way that was not recognised: expected their sum, or their"
            + " concatenation over the channels");
  }

  private static LayerChain concatenation(List<LayerChain> chains) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < chains.size(); i++) {
      tensors.putAll(chains.get(i).under("branches." + i));
    }
    return LayerChain.of(
        new Composite.Concat(chains.stream().map(LayerChain::layers).toList()), tensors);
  }

  private static LayerChain sum(List<LayerChain> chains) {
    LayerChain sum = chains.get(0);
    for (LayerChain chain : chains.subList(1, chains.size())) {
      boolean swap = sum.layers().isEmpty();
      LayerChain body = swap ? chain : sum;
      LayerChain shortcut = swap ? sum : chain;
      Map<String, Tensor> tensors = new LinkedHashMap<>(body.under("body"));
      tensors.putAll(shortcut.under("shortcut"));
      sum = LayerChain.of(new Composite.Residual(body.layers(), shortcut.layers()), tensors);
    }
    return sum;
  }

  static boolean agrees(LayerChain chain, Shape in, Values x, float[] expected) {
    try {
      return BlockRunner.relativeError(chain.run(in, x), expected) <= TOLERANCE;
    } catch (NetworkException e) {
      // This candidate cannot take the shape.
      return false;
    }
  }

  private void compare(Block block, Shape in, LayerChain chain) {
    Values x = BlockRunner.random(2, in, 2);
    double error = BlockRunner.relativeError(chain.run(in, x), runner.run(block, x).toFloats());
    if (!(error <= TOLERANCE)) {
      throw new NetworkException(
          String.format(
              Locale.ROOT,
              "does not compute %s: the relative error is %.2g",
              chain.layers(),
              error));
    }
  }

  private static String join(String path, String child) {
    return path.isEmpty() ? child : path + "/" + child;
  }

  private static String name(Block block, String path) {
    String type = block.getClass().getSimpleName();
    if (block instanceof LambdaBlock lambda && !lambda.getName().contains("Lambda")) {
      type = lambda.getName();
    }
    return "%s (%s)".formatted(path.isEmpty() ? "the block" : path, type);
  }
}
