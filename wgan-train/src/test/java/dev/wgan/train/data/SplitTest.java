package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static final Dataset WHOLE = numbered(100);

  @Test
  void partsAreDisjointAndTogetherTheWhole() {
    Split split = Split.byFraction(WHOLE, 0.1, 5);
    Set<Float> heldOut = values(split.heldOut());
    Set<Float> training = values(split.training());
    assertThat(heldOut).hasSize(10);
    assertThat(training).hasSize(90).doesNotContainAnyElementsOf(heldOut);
  }

  @Test
  void isTheSameForTheSameSeedAlone() {
    String digest = Split.byCount(WHOLE, 30, 1).heldOut().digest();
    assertThat(Split.byCount(WHOLE, 30, 1).heldOut().digest()).isEqualTo(digest);
    assertThat(Split.byCount(WHOLE, 30, 2).heldOut().digest()).isNotEqualTo(digest);
  }

  @Test
  void labelsGoWithTheirSamples() {
    int[] labels = new int[100];
    float[] values = new float[100];
    for (int i = 0; i < 100; i++) {
      labels[i] = i % 3;
      values[i] = i / 100f;
    }
    Dataset whole =
        Datasets.ofImages("grey", values, List.of(1, 1, 1), labels, List.of("a", "b", "c"));
    Dataset heldOut = Split.byCount(whole, 40, 9).heldOut();
    float[] value = new float[1];
    for (int i = 0; i < heldOut.size(); i++) {
      heldOut.read(i, value, 0);
      assertThat(heldOut.label(i)).isEqualTo(Math.round(value[0] * 100) % 3);
    }
    assertThat(heldOut.description().name()).isEqualTo("grey, held-out part");
  }

  @Test
  void aTinyFractionStillHoldsOneOut() {
    assertThat(Split.byFraction(WHOLE, 1e-9, 1).heldOut().size()).isEqualTo(1);
    assertThat(Split.byFraction(WHOLE, 1 - 1e-9, 1).training().size()).isEqualTo(1);
  }

  @Test
  void refusesWhatLeavesAPartEmpty() {
    assertThatThrownBy(() -> Split.byCount(WHOLE, 100, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "100 samples to hold out of the 100 in memory: expected at least 1 and fewer than all");
    assertThatThrownBy(() -> Split.byFraction(WHOLE, Double.NaN, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a held-out fraction of NaN");
    assertThatThrownBy(() -> Split.byFraction(numbered(1), 0.5, 1))
        .isInstanceOf(DataException.class);
  }

  private static Dataset numbered(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
    }
    return Datasets.ofRows("numbers", values, 1);
  }

  private static Set<Float> values(Dataset data) {
    Set<Float> found = new HashSet<>();
    for (float value : data.values(0, data.size())) {
      found.add(value);
    }
    return found;
  }
}
