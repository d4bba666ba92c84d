package dev.wgan.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.InputException;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.Samples;
import dev.wgan.table.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the data source: those of the generator, for any partitioning. */
@EnabledForJreRange(
    max = JRE.JAVA_22,
    disabledReason = "Spark 4.0 needs a method that Java 23 refuses")
class WganSourceTest {
  private static final int ROWS = 300;

  @ParameterizedTest
  @ValueSource(strings = {"fashion-article", "fashion-dcgan-conditional", "people"})
  void rowsDoNotDependOnPartitions(String name) {
    String model = name.equals("people") ? LocalSpark.people() : name;
    String one = LocalSpark.digest(LocalSpark.read(model, ROWS, "partitions", "1"));
    assertThat(LocalSpark.digest(LocalSpark.read(model, ROWS, "partitions", "7"))).isEqualTo(one);
    assertThat(LocalSpark.digest(LocalSpark.read(model, ROWS, "partitions", "64"))).isEqualTo(one);
    assertThat(LocalSpark.digest(LocalSpark.read(model, ROWS, "transfer", "read"))).isEqualTo(one);
    assertThat(LocalSpark.digest(LocalSpark.read(model, ROWS, "seed", "43"))).isNotEqualTo(one);
  }

  @Test
  void imagesAreThoseOfTheGenerator() {
    List<Row> rows =
        LocalSpark.read("fashion-dcgan-conditional", 20, "start", "5")
            .orderBy("index")
            .collectAsList();
    try (Generator generator = Generator.pretrained("fashion-dcgan-conditional")) {
      Samples samples = generator.sampleRange(5, 20, 42);
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        assertThat(row.<Long>getAs("index")).isEqualTo(5 + i);
        assertThat(row.<Integer>getAs("label")).isEqualTo(samples.label(i));
        assertThat(row.<String>getAs("class")).isEqualTo(samples.className(i));
        assertThat(row.<byte[]>getAs("png")).isEqualTo(samples.pngBytes(i));
        List<Float> sample = row.getList(row.fieldIndex("sample"));
        float[] expected = samples.get(i);
        for (int k = 0; k < expected.length; k++) {
          assertThat(sample.get(k)).isEqualTo(expected[k]);
        }
      }
    }
  }

  @Test
  void typedRowsAreThoseOfTheGenerator() {
    List<Row> rows = LocalSpark.read(LocalSpark.people(), 50).orderBy("index").collectAsList();
    try (Generator generator = Generator.load(Path.of(LocalSpark.people()))) {
      Table table = generator.sample(50, 42L).table();
      assertThat(rows).hasSize(50);
      for (int i = 0; i < rows.size(); i++) {
        for (int c = 0; c < table.columns().size(); c++) {
          Object cell = rows.get(i).getAs(table.columns().get(c).name());
          Object value = table.value(i, c);
          if (value instanceof BigDecimal decimal) {
            assertThat((BigDecimal) cell).isEqualByComparingTo(decimal);
          } else {
            assertThat(String.valueOf(cell)).isEqualTo(String.valueOf(value));
          }
        }
      }
    }
  }

  @Test
  void conditionsAndLabelsApply() {
    List<Row> labelled =
        LocalSpark.read("fashion-dcgan-conditional", 9, "labels", "Bag, 3, Sneaker")
            .select("index", "class")
            .orderBy("index")
            .collectAsList();
    assertThat(labelled.stream().map(row -> row.getString(1)).distinct())
        .containsExactly("Bag", "Dress", "Sneaker");
    try (Generator generator = Generator.pretrained("fashion-dcgan-conditional")) {
      SampleRequest request =
          SampleRequest.of(3).seed(42).psi(.5f).labels("Bag", "Dress", "Sneaker");
      List<Row> drawn =
          LocalSpark.read("fashion-dcgan-conditional", 3, "labels", "Bag, 3, Sneaker", "psi", "0.5")
              .orderBy("index")
              .collectAsList();
      for (int i = 0; i < 3; i++) {
        assertThat(drawn.get(i).<byte[]>getAs("png"))
            .isEqualTo(generator.sample(request).pngBytes(i));
      }
    }
  }

  @Test
  void sqlReadsAView() {
    LocalSpark.session()
        .sql(
            "CREATE OR REPLACE TEMPORARY VIEW clothes USING wgan OPTIONS"
                + " (model 'fashion-dcgan-conditional', rows 1000, seed 42)");
    List<Row> bags =
        LocalSpark.session()
            .sql("SELECT index, png FROM clothes WHERE class = 'Bag' ORDER BY index LIMIT 3")
            .collectAsList();
    List<Row> expected =
        LocalSpark.read("fashion-dcgan-conditional", 1000)
            .where("class = 'Bag'")
            .select("index", "png")
            .orderBy("index")
            .limit(3)
            .collectAsList();
    assertThat(bags).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(bags.get(i).getLong(0)).isEqualTo(expected.get(i).getLong(0));
      assertThat((byte[]) bags.get(i).get(1)).isEqualTo((byte[]) expected.get(i).get(1));
    }
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatThrownBy(() -> LocalSpark.read("avatars", 1, "sede", "4"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "there is no option 'sede' of the data source wgan: did you mean 'seed'?");
  }
}
