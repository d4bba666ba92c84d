package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Runs graphs of one operator with one sample at a time and with batches, and reports where the
 * bits of a sample depend on its batch or its place in it. As a program it prints a line for every
 * operator of {@link OperatorCases}.
 */
final class BatchSurvey {
  static final int MOST = 65;

  private BatchSurvey() {}

  /** What differs: widths, and the first place. */
  record Finding(TreeSet<String> where, long values, long compared, String first) {
    boolean same() {
      return where.isEmpty();
    }
  }

  public static void main(String[] args) throws OrtException {
    int[] widths =
        args.length > 0 && args[0].equals("long")
            ? java.util.stream.IntStream.concat(
                    java.util.stream.IntStream.rangeClosed(1, 65),
                    java.util.stream.IntStream.of(80, 96, 100, 127, 128, 129, 255, 256, 784))
                .toArray()
            : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 50, 63, 64, 65, 100};
    int[] batches =
        args.length > 0 && args[0].equals("long")
            ? java.util.stream.IntStream.rangeClosed(2, MOST).toArray()
            : new int[] {2, 3, 4, 5, 7, 8, 13, 16, 17, 31, 32, 33, 64, 65};
    for (OperatorCases.Case operator : OperatorCases.all()) {
      if (args.length > 1 && !operator.name().matches(args[1])) {
        continue;
      }
      long start = System.nanoTime();
      String line;
      try {
        Finding found = survey(operator, widths, batches);
        line =
            found.same()
                ? "same"
                : "DIFFERS %d of %d, first %s, at %s"
                    .formatted(found.values(), found.compared(), found.first(), found.where());
      } catch (OrtException e) {
        line = "cannot run: " + Messages.reason(e);
      }
      System.out.printf(
          "%-45s %5d ms  %s%n", operator.name(), (System.nanoTime() - start) / 1_000_000, line);
    }
  }

  static Finding survey(OperatorCases.Case operator, int[] widths, int[] batches)
      throws OrtException {
    TreeSet<String> where = new TreeSet<>();
    long[] counts = new long[2];
    String first = "";
    for (OperatorCases.Form form : OperatorCases.Form.values()) {
      if (!operator.forms().contains(form)) {
        continue;
      }
      for (int width : widths) {
        if (form != OperatorCases.Form.VECTOR && width > 130) {
          continue;
        }
        String difference = survey(operator.model(form, width), form.dims(width), batches, counts);
        if (!difference.isEmpty()) {
          first = first.isEmpty() ? "%s %d: %s".formatted(form, width, difference) : first;
          where.add("%s %d".formatted(form.name().substring(0, 1), width));
        }
      }
    }
    return new Finding(where, counts[0], counts[1], first);
  }

  /** The first difference between samples run alone and in batches; empty if there is none. */
  static String survey(byte[] model, long[] dims, int[] batches, long[] counts)
      throws OrtException {
    OrtEnvironment environment = NativeRuntime.environment();
    try (OrtSession.SessionOptions settings =
            SessionSettings.create(GeneratorOptions.defaults(), ExecutionProvider.cpu());
        OrtSession session = environment.createSession(model, settings)) {
      int size = 1;
      for (int i = 1; i < dims.length; i++) {
        size *= (int) dims[i];
      }
      int rows = MOST + 8;
      FloatBuffer input = values(rows * size);
      byte[][] alone = new byte[rows][];
      for (int row = 0; row < rows; row++) {
        alone[row] = run(session, input, size, dims, row, 1);
      }
      String first = "";
      for (int batch : batches) {
        for (int start : new int[] {0, 1, 7}) {
          byte[] together = run(session, input, size, dims, start, batch);
          int length = together.length / batch;
          for (int i = 0; i < batch; i++) {
            int different = different(together, i * length, alone[start + i]);
            counts[0] += different;
            counts[1] += length / 4;
            if (different > 0 && first.isEmpty()) {
              first = "row %d of %d".formatted(i, batch);
            }
          }
        }
      }
      return first;
    }
  }

  private static int different(byte[] together, int from, byte[] alone) {
    if (Arrays.equals(together, from, from + alone.length, alone, 0, alone.length)) {
      return 0;
    }
    int count = 0;
    for (int i = 0; i < alone.length; i += 4) {
      int to = Math.min(alone.length, i + 4);
      count += Arrays.equals(together, from + i, from + to, alone, i, to) ? 0 : 1;
    }
    return count;
  }

  private static FloatBuffer values(int count) {
    FloatBuffer values =
        ByteBuffer.allocateDirect(count * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    Random random = new Random(11);
    for (int i = 0; i < count; i++) {
      values.put(i, (float) random.nextGaussian() * 1.5f);
    }
    return values;
  }

  private static byte[] run(
      OrtSession session, FloatBuffer input, int size, long[] dims, int start, int batch)
      throws OrtException {
    long[] shape = dims.clone();
    shape[0] = batch;
    FloatBuffer rows = input.duplicate().limit((start + batch) * size).position(start * size);
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try (OnnxTensor tensor = OnnxTensor.createTensor(NativeRuntime.environment(), rows, shape)) {
      inputs.put("x", tensor);
      try (OrtSession.Result result = session.run(inputs)) {
        ByteBuffer bytes = ((OnnxTensor) result.get(0)).getByteBuffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
      }
    }
  }
}
