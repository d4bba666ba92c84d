package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator that counts as batch-invariant gives a sample the same bits in every batch and at
 * every place in it. By default at a few sizes; with {@code -Dwgan.test.long=true} at widths of 1
 * to 65 and larger ones, in batches of 1 to 65.
 */
class OperatorBitsTest {
  private static final boolean LONG = Boolean.getBoolean("wgan.test.long");

  private static final int[] WIDTHS =
      LONG
          ? IntStream.concat(
                  IntStream.rangeClosed(1, 65),
                  IntStream.of(80, 96, 100, 127, 128, 129, 255, 256, 784))
              .toArray()
          : new int[] {1, 7, 16, 33};

  private static final int[] BATCHES =
      LONG ? IntStream.rangeClosed(2, BatchSurvey.MOST).toArray() : new int[] {2, 7, 64};

  static Stream<OperatorCases.Case> invariant() {
    return OperatorCases.all().stream()
        .filter(operator -> OperatorBitsTest.batching(operator).equals(Batching.INVARIANT));
  }

  @ParameterizedTest
  @MethodSource("invariant")
  void aSampleHasTheSameBitsInEveryBatch(OperatorCases.Case operator) throws OrtException {
    BatchSurvey.Finding found = BatchSurvey.survey(operator, WIDTHS, BATCHES);
    assertThat(found.where()).as(found.first()).isEmpty();
    assertThat(found.compared()).isPositive();
  }

  /**
   * Those that were measured elsewhere to differ, whatever this processor shows, and unknown ones.
   */
  @Test
  void whatWasSeenToDifferDoesNotCount() {
    List<String> others = new ArrayList<>();
    for (OperatorCases.Case operator : OperatorCases.all()) {
      if (!batching(operator).equals(Batching.INVARIANT)) {
        others.add(operator.name());
      }
    }
    assertThat(others)
        .contains(
            "Elu",
            "Selu",
            "Celu",
            "Softplus",
            "Mish",
            "Log of positive",
            "Sin",
            "Cos",
            "Atan",
            "InstanceNormalization",
            "LayerNormalization",
            "LRN",
            "Einsum",
            "Gemm transA",
            "Conv of computed weights",
            "MatMul of computed weights to 50",
            "MatMul of both computed",
            "MatMul by constant from the left",
            "MatMul of rank 3 weights to 1",
            "ReduceMean over 1",
            "ReduceSum over -1",
            "CumSum",
            "Cast through float16",
            "DynamicQuantizeLinear to 33");
  }

  private static Batching batching(OperatorCases.Case operator) {
    OperatorCases.Form form = operator.forms().iterator().next();
    OnnxFile file = OnnxFile.parse(operator.name(), operator.model(form, 7));
    List<Integer> shape = new ArrayList<>();
    for (int i = 1; i < form.dims(7).length; i++) {
      shape.add((int) form.dims(7)[i]);
    }
    ModelInput input = new ModelInput("x", ModelInput.Role.LATENT, NativeType.FLOAT, true, shape);
    return BatchTracing.of(file, List.of(input), "y");
  }
}
