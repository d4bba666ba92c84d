package dev.wgan.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.ModelLoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that fail, and the sessions that tasks share. */
@EnabledForJreRange(
    max = JRE.JAVA_22,
    disabledReason = "Spark 4.0 needs a method that Java 23 refuses")
class TasksTest {
  private static final String MODEL = "fashion-article";

  @Test
  void aTaskThatIsRetriedHasTheSameRows() {
    Dataset<Row> rows = LocalSpark.read(MODEL, 200, "partitions", "3").drop("png");
    Dataset<Row> failing =
        rows.map(
            (MapFunction<Row, Row>)
                row -> {
                  if (row.getLong(0) % 50 == 40 && TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("a first attempt that fails");
                  }
                  return row;
                },
            Encoders.row(rows.schema()));
    assertThat(LocalSpark.digest(failing)).isEqualTo(LocalSpark.digest(rows));
  }

  @Test
  void tasksShareASessionThatIsClosedWhenItIsIdle() throws Exception {
    int before = ExecutorSessions.count();
    Dataset<Row> rows =
        LocalSpark.read(MODEL, 100, "partitions", "5", "chunkSize", "7", "idleSeconds", "1");
    assertThat(rows.select("sample").collectAsList()).hasSize(100);
    assertThat(ExecutorSessions.count()).isEqualTo(before + 1);
    for (int i = 0; i < 100 && ExecutorSessions.count() > before; i++) {
      Thread.sleep(100);
    }
    assertThat(ExecutorSessions.count()).isEqualTo(before);
  }

  @Test
  void aSessionIsLoadedOnceAndAFailedLoadingIsForgotten() {
    ModelBytes model = ModelOrigin.of(MODEL).read(new Configuration());
    SessionChoice choice = new SessionChoice(3, -1, false, false, true, 0, 0);
    SessionKey key = new SessionKey(MODEL, model.digest(), choice);
    AtomicInteger loads = new AtomicInteger();
    int before = ExecutorSessions.count();
    assertThatThrownBy(() -> ExecutorSessions.lease(key, () -> new byte[] {1, 2, 3}))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageStartingWith(MODEL);
    assertThat(ExecutorSessions.count()).isEqualTo(before);
    SessionLease one = ExecutorSessions.lease(key, () -> counted(model, loads));
    SessionLease two = ExecutorSessions.lease(key, () -> counted(model, loads));
    assertThat(two.generator()).isSameAs(one.generator());
    assertThat(loads).hasValue(1);
    one.close();
    one.close();
    assertThat(two.generator().sample(1, 42L).size()).isEqualTo(1);
    two.close();
    assertThat(ExecutorSessions.count()).isEqualTo(before);
    assertThatThrownBy(() -> two.generator().sample(1)).hasMessageContaining("closed");
  }

  private static byte[] counted(ModelBytes model, AtomicInteger loads) {
    loads.incrementAndGet();
    return model.bytes();
  }

  @Test
  void anExecutorRefusesAnotherModelThanTheDriver(@TempDir Path folder) throws Exception {
    Path file = Files.copy(Path.of(LocalSpark.people()), folder.resolve("m.onnx"));
    ModelSupply supply =
        new ModelSupply.ReadByExecutor(
            ModelOrigin.of(file.toString()), new SerializableConfiguration(new Configuration()));
    String digest = ModelOrigin.of(file.toString()).read(new Configuration()).digest();
    assertThat(supply.bytes(digest)).isEqualTo(Files.readAllBytes(file));
    Files.write(file, new byte[] {1});
    assertThatThrownBy(() -> supply.bytes(digest))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("is another model than in the driver");
  }
}
