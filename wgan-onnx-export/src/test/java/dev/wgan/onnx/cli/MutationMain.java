package dev.wgan.onnx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.Safetensors;
import dev.wgan.network.WeightNames;
import dev.wgan.network.Weights;
import dev.wgan.onnx.inspect.DescriptionText;
import dev.wgan.onnx.inspect.GraphDrawing;
import dev.wgan.onnx.inspect.ModelDescription;
import dev.wgan.onnx.inspect.OnnxModel;
import dev.wgan.run.RunFolder;
import dev.wgan.runtime.GeneratorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Reads mutated run folders, safetensors and ONNX files: each gives a typed exception or a result,
 * soon. Arguments: how many, and the seed.
 */
final class MutationMain {
  private static final long SLOW_NANOS = 5_000_000_000L;

  private final Random random;
  private final RunFolder run;
  private final List<byte[]> models = new ArrayList<>();
  private final Map<String, Integer> untyped = new TreeMap<>();
  private int refused;
  private int read;
  private long slowest;

  private MutationMain(long seed, Path folder) throws IOException {
    random = new Random(seed);
    run = TestRun.write(folder, 7);
    int code = Cli.run(new ExportCli(), "export", folder.toString(), "-o", folder + "/m.onnx");
    if (code != 0) {
      throw new IllegalStateException("the export failed");
    }
    models.add(Files.readAllBytes(folder.resolve("m.onnx")));
    for (String name : List.of("dcgan", "fixed-batch")) {
      try (InputStream in = MutationMain.class.getResourceAsStream("/foreign/" + name + ".onnx")) {
        models.add(Objects.requireNonNull(in).readAllBytes());
      }
    }
  }

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("mutations");
    MutationMain main = new MutationMain(Long.parseLong(args[1]), folder);
    int count = Integer.parseInt(args[0]);
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      main.mutant(i);
      main.slowest = Math.max(main.slowest, System.nanoTime() - start);
    }
    if (!main.untyped.isEmpty()) {
      throw new IllegalStateException("not typed: " + main.untyped);
    }
    if (main.slowest > SLOW_NANOS) {
      throw new IllegalStateException("one took %d ms".formatted(main.slowest / 1_000_000));
    }
    System.out.printf(
        "refused %d, read %d, slowest %d ms, heap at most %d MB%n",
        main.refused, main.read, main.slowest / 1_000_000, Runtime.getRuntime().maxMemory() >> 20);
  }

  private void mutant(int i) throws IOException {
    try {
      switch (i % 4) {
        case 0 -> model();
        case 1 -> weights();
        default -> folder(List.of(run.config(), run.generator(), run.data()).get(i / 4 % 3));
      }
      read++;
    } catch (NetworkException | GeneratorException e) {
      if (String.valueOf(e.getMessage()).length() > 10_000) {
        untyped.put("a message that nobody reads: " + e.getStackTrace()[0], i);
      }
      refused++;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      if (untyped.putIfAbsent(e.getClass() + " " + e.getStackTrace()[0], i) == null) {
        e.printStackTrace();
      }
    }
  }

  private void model() throws IOException {
    byte[] mutant = bytes(models.get(random.nextInt(models.size())));
    Path file = run.path().resolve("mutant.onnx");
    Files.write(file, mutant);
    ModelDescription description =
        ModelDescription.of(
            random.nextBoolean() ? OnnxModel.read(file) : OnnxModel.parse("mutant", mutant));
    DescriptionText.of(description);
    GraphDrawing.dot(description);
    GraphDrawing.mermaid(description);
    NetworkJson.write(description);
  }

  private void weights() throws IOException {
    Path file = run.path().resolve("mutant.safetensors");
    byte[] original = Files.readAllBytes(run.checkpoint(7).generator());
    if (random.nextBoolean()) {
      Files.write(file, bytes(original));
    } else {
      int length = (int) ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
      String header = new String(original, 8, length, StandardCharsets.UTF_8);
      byte[] changed = json(header).getBytes(StandardCharsets.UTF_8);
      byte[] mutant = new byte[8 + changed.length + original.length - 8 - length];
      ByteBuffer.wrap(mutant).order(ByteOrder.LITTLE_ENDIAN).putLong(0, changed.length);
      System.arraycopy(changed, 0, mutant, 8, changed.length);
      System.arraycopy(
          original, 8 + length, mutant, 8 + changed.length, original.length - 8 - length);
      Files.write(file, mutant);
    }
    Weights weights = Safetensors.read(file);
    for (String name : weights.names()) {
      weights.get(name).toArray();
    }
    WeightNames.match(TestRun.NETWORK, weights);
  }

  private void folder(Path file) throws IOException {
    byte[] original = Files.readAllBytes(file);
    try {
      String text = new String(original, StandardCharsets.UTF_8);
      byte[] mutant =
          random.nextInt(3) == 0 ? bytes(original) : json(text).getBytes(StandardCharsets.UTF_8);
      Files.write(file, mutant);
      run.trained(run.latest());
    } finally {
      Files.write(file, original);
    }
  }

  /** Values in places where nobody expects them; keys twice; depth without end. */
  private String json(String text) throws IOException {
    JsonNode tree = NetworkJson.mapper().readTree(text);
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      List<JsonNode> parents = new ArrayList<>();
      collect(tree, parents);
      JsonNode parent = parents.get(random.nextInt(parents.size()));
      if (parent instanceof ArrayNode array && !array.isEmpty()) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(3)) {
          case 0 -> array.remove(at);
          case 1 -> array.add(array.get(at));
          default -> array.set(at, value());
        }
      } else if (parent instanceof ObjectNode object && !object.isEmpty()) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
          case 0 -> object.remove(name);
          case 1 -> object.set(name + "x", value());
          default -> object.set(name, value());
        }
      }
    }
    String mutant = tree.toString();
    return switch (random.nextInt(12)) {
      case 0 -> mutant.replaceFirst("\"(\\w+)\":", "\"$1\":1,\"$1\":");
      case 1 -> "[".repeat(100_000);
      case 2 -> "{\"a\":".repeat(50_000);
      default -> mutant;
    };
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode()) {
      parents.add(node);
      node.forEach(child -> collect(child, parents));
    }
  }

  private JsonNode value() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(16)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.numberNode(0);
      case 2 -> nodes.numberNode(-1);
      case 3 -> nodes.numberNode(Integer.MAX_VALUE);
      case 4 -> nodes.numberNode(Long.MIN_VALUE);
      case 5 -> nodes.numberNode(1e308);
      case 6 -> nodes.numberNode(65536);
      case 7 -> nodes.textNode("");
      case 8 -> nodes.textNode("../../etc/passwd");
      case 9 -> nodes.arrayNode();
      case 10 -> nodes.objectNode();
      case 11 -> nodes.booleanNode(true);
      case 12 -> nodes.arrayNode().add(46341).add(46341);
      case 13 -> nodes.numberNode(new java.math.BigInteger("9".repeat(400)));
      case 14 -> nodes.textNode("x".repeat(100_000));
      default -> nodes.objectNode().put("type", "pixel_shuffle").put("factor", 65536);
    };
  }

  private byte[] bytes(byte[] original) {
    byte[] mutant = original.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0 && mutant.length > 0; edits--) {
      int at =
          random.nextBoolean()
              ? random.nextInt(mutant.length)
              : Math.floorMod(random.nextInt(1600) - 800, mutant.length);
      switch (random.nextInt(6)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> mutant = Arrays.copyOf(mutant, at);
        case 3 -> {
          int length = Math.min(random.nextInt(64), mutant.length - at);
          int to = random.nextInt(mutant.length - length + 1);
          System.arraycopy(mutant, at, mutant, to, length);
        }
        case 4 -> {
          byte[] longer = Arrays.copyOf(mutant, mutant.length + 1 + random.nextInt(8));
          System.arraycopy(
              mutant, at, longer, at + longer.length - mutant.length, mutant.length - at);
          mutant = longer;
        }
        default -> mutant[at] = (byte) 0xFF;
      }
    }
    return mutant;
  }
}
