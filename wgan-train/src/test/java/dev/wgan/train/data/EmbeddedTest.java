package dev.wgan.train.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddedTest {
  private static final String FOLDER = "fashion-mnist/";

  @Test
  void isTheTestPartOfFashionMnist() {
    try (Dataset data = Datasets.embedded()) {
      DataDescription description = data.description();
      assertThat(data.size()).isEqualTo(10_000);
      assertThat(description.kind().id()).isEqualTo(SampleKind.IMAGE);
      assertThat(description.shape()).containsExactly(1, 28, 28);
      assertThat(description.range()).isEqualTo(DataDescription.IMAGE_RANGE);
      assertThat(description.classNames()).hasSize(10).startsWith("T-shirt/top", "Trouser");
      assertThat(description.skipped()).isZero();
      int[] perClass = new int[10];
      for (int i = 0; i < data.size(); i++) {
        perClass[data.label(i)]++;
      }
      assertThat(perClass).containsOnly(1000);
      // The first labels, as the data set's authors show them.
      assertThat(List.of(data.label(0), data.label(1), data.label(2), data.label(3)))
          .containsExactly(9, 2, 1, 1);
    }
  }

  /** The mean .2868 and the deviation .3524 in [0, 1] are those that others compute. */
  @Test
  void hasThePublishedMeanAndDeviation() {
    try (Dataset data = Datasets.embedded()) {
      double sum = 0;
      double squares = 0;
      float[] image = new float[784];
      for (int i = 0; i < data.size(); i++) {
        data.read(i, image, 0);
        for (float value : image) {
          double unit = (value + 1) / 2;
          sum += unit;
          squares += unit * unit;
        }
      }
      double mean = sum / 7_840_000;
      assertThat(mean).isCloseTo(0.2868, within(5e-5));
      assertThat(Math.sqrt(squares / 7_840_000 - mean * mean)).isCloseTo(0.3524, within(5e-5));
    }
  }

  @Test
  void isBitForBitWhatWasPublishedAndLicensed() throws IOException {
    String source = new String(bytes("SOURCE.txt"), UTF_8);
    for (String file : List.of("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")) {
      String digest = HexFormat.of().formatHex(Sha256.digest().digest(bytes(file)));
      assertThat(source).contains(digest + "  " + file);
    }
    assertThat(new String(bytes("LICENSE.txt"), UTF_8))
        .contains("MIT License", "Zalando SE", "Permission is hereby granted, free of charge");
  }

  @Test
  void keepsItsDigest() {
    try (Dataset data = Datasets.embedded()) {
      assertThat(data.digest())
          .isEqualTo("abd24e0d0859e80fdcdbd1e533a9458a33332df7b07e64e79c3f47c2678899bb");
    }
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Datasets.class.getResourceAsStream(FOLDER + resource))) {
      return in.readAllBytes();
    }
  }
}
