package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private Generator generator = load();
  private Sampler sampler = generator.newSampler();

  private static Generator load() {
    return Generator.load(TestModels.conv(), GeneratorOptions.of(o -> o.chunkSize(16)));
  }

  @BeforeEach
  void reload() {
    close();
    generator = load();
    sampler = generator.newSampler();
  }

  @AfterEach
  void close() {
    sampler.close();
    generator.close();
  }

  private static FloatBuffer direct(int floats, ByteOrder order) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES).order(order).asFloatBuffer();
  }

  @Test
  void allKindsOfBuffersGetTheSameSamples() {
    float[] expected = generator.sampleRange(5, 40, 3).toArray();
    FloatBuffer[] buffers = {
      direct(expected.length + 7, ByteOrder.LITTLE_ENDIAN),
      direct(expected.length + 7, ByteOrder.BIG_ENDIAN),
      FloatBuffer.allocate(expected.length + 7)
    };
    for (FloatBuffer buffer : buffers) {
      for (int repeat = 0; repeat < 3; repeat++) {
        buffer.clear().position(7);
        sampler.sampleInto(3, 5, 40, buffer);
        assertThat(buffer.position()).isEqualTo(7);
        float[] found = new float[expected.length];
        buffer.get(found);
        assertThat(found).isEqualTo(expected);
        buffer.put(10, Float.NaN);
      }
    }
  }

  @Test
  void manyBuffersMayBeUsedInTurn() {
    FloatBuffer[] buffers = new FloatBuffer[9];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = direct(2 * 768, ByteOrder.nativeOrder());
    }
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < buffers.length; i++) {
        sampler.sampleInto(round, i, 2, buffers[i]);
        assertThat(buffers[i].get(768)).isEqualTo(generator.sampleRange(i, 2, round).get(1)[0]);
      }
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    FloatBuffer small = direct(767, ByteOrder.nativeOrder());
    assertThatThrownBy(() -> sampler.sampleInto(1, 0, 1, small))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("do not fit into 767 remaining elements");
    assertThatThrownBy(() -> sampler.sampleInto(1, 0, 1, small.asReadOnlyBuffer()))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> sampler.sampleInto(1, 0, 1, ByteBuffer.allocate(9999)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("gives FLOAT32 samples: expected UINT8");
    assertThatThrownBy(() -> sampler.sampleInto(SampleRequest.of(0), small))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no seed");
  }

  @Test
  void neitherClosingOrderHurts() {
    FloatBuffer buffer = direct(768, ByteOrder.nativeOrder());
    sampler.sampleInto(1, 0, 1, buffer);
    generator.close();
    assertThatThrownBy(() -> sampler.sampleInto(1, 0, 1, buffer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
    sampler.close();
    sampler.close();
    assertThatThrownBy(() -> sampler.sampleInto(1, 0, 1, buffer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the sampler is closed and cannot sample any more");
    assertThatThrownBy(() -> generator.newSampler()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bytesAreWrittenAsBytes() {
    try (Generator bytes = Generator.load(TestModels.bytes(), GeneratorOptions.defaults());
        Sampler into = bytes.newSampler()) {
      ByteBuffer expected = bytes.sample(5, 2).byteBuffer();
      ByteBuffer heap = ByteBuffer.allocate(60);
      ByteBuffer direct = ByteBuffer.allocateDirect(60);
      into.sampleInto(2, 0, 5, heap);
      into.sampleInto(2, 0, 5, direct);
      assertThat(heap).isEqualTo(expected);
      assertThat(direct).isEqualTo(expected);
      ByteBuffer third = ByteBuffer.allocate(12);
      into.sampleInto(SampleRequest.of(1).seed(2).first(2), third);
      assertThat(third).isEqualTo(expected.slice(24, 12));
    }
  }
}
