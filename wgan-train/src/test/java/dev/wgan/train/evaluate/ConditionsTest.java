package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Classifier OTHER =
      new Classifier() {
        @Override
        public int dimension() {
          return 1;
        }

        @Override
        public List<String> classNames() {
          return List.of("cat", "dog");
        }

        @Override
        public Classified classify(float[] points, int n) {
          throw new IllegalStateException("asked, although its classes are others");
        }
      };

  @Test
  void refusesLabelsWithoutAClass() {
    assertThatThrownBy(() -> new Conditions(List.of("shoe"), List.of(0, 1), List.of(), List.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("the label 1: expected 0 to 0, one for each class");
  }

  @Test
  void aClassifierOfOtherClassesIsRefusedBeforeTheEvaluation() {
    PointSet points = PointSet.of(new float[40], 1);
    Evaluator evaluator = Evaluator.of(points, points, points, EvaluationOptions.defaults(1));
    List<Integer> labels = Collections.nCopies(40, 0);
    Conditions conditions = new Conditions(List.of("shoe", "bag"), labels, labels, labels);
    assertThatThrownBy(() -> evaluator.withConditions(conditions, Map.of("pets.onnx", OTHER)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("pets.onnx has 2 classes", "cat", "[shoe, bag]");
  }
}
