package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.runtime.Inpainter;
import dev.wgan.runtime.Upscaler;
import dev.wgan.runtime.ValueRange;
import dev.wgan.train.architecture.DilatedInpainter;
import dev.wgan.train.architecture.ResidualUpscaler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported networks give a picture in tiles as they give it as a whole. */
class TiledExportTest {
  private static final int WIDTH = 416;
  private static final int HEIGHT = 352;

  @TempDir private Path folder;

  private Path export(NetworkSpec network) throws IOException {
    Path file = folder.resolve("model.onnx");
    OnnxExporter.of(ExportOptions.defaults()).export(network, RandomWeights.of(network, 3), file);
    return file;
  }

  private static BufferedImage photo() {
    BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      photo.setRGB(x, y, 0x10203 * (int) (128 + 100 * Math.sin(x / 9.0) * Math.cos(y / 7.0)));
    }
    return photo;
  }

  private static BufferedImage mask() {
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      boolean hole = i % WIDTH % 97 < 12 && i / WIDTH % 53 < 16;
      mask.getRaster().setSample(i % WIDTH, i / WIDTH, 0, hole ? 255 : 0);
    }
    return mask;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void anUpscalersTilesAreTheWhole(int factor) throws IOException, OrtException {
    Path model = export(ResidualUpscaler.network(Shape.of(3, 16, 16), factor, 8, 2));
    try (Upscaler upscaler = Upscaler.load(model)) {
      BufferedImage large = upscaler.upscale(photo());
      long differing = differing(large, raw(model, photo(), false));
      assertThat(differing).isZero();
    }
  }

  @Test
  void anInpaintersTilesAreTheWhole() throws IOException, OrtException {
    Path model = export(DilatedInpainter.network(Shape.of(3, 64, 64), 4, 3));
    try (Inpainter inpainter = Inpainter.load(model)) {
      BufferedImage whole = inpainter.inpaint(photo(), mask());
      assertThat(differing(whole, raw(model, photo(), true))).isZero();
    }
  }

  private static long differing(BufferedImage found, int[] expected) {
    int[] samples =
        found.getRaster().getPixels(0, 0, found.getWidth(), found.getHeight(), (int[]) null);
    assertThat(samples).hasSameSizeAs(expected);
    long differing = 0;
    for (int i = 0; i < samples.length; i++) {
      assertThat(Math.abs(samples[i] - expected[i])).isLessThanOrEqualTo(1);
      differing += samples[i] == expected[i] ? 0 : 1;
    }
    return differing;
  }

  /** One run over the whole picture. */
  private static int[] raw(Path model, BufferedImage photo, boolean masked) throws OrtException {
    float[] values = new float[3 * WIDTH * HEIGHT];
    float[] holes = new float[WIDTH * HEIGHT];
    BufferedImage holesOf = mask();
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      for (int c = 0; c < 3; c++) {
        int value = photo.getRaster().getSample(i % WIDTH, i / WIDTH, c);
        values[c * WIDTH * HEIGHT + i] = -1f + value * 2f / 255f;
      }
      holes[i] = holesOf.getRaster().getSample(i % WIDTH, i / WIDTH, 0) == 255 ? 1f : 0f;
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(model.toString(), options)) {
      Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
      inputs.put("image", tensor(environment, values, 1, 3, HEIGHT, WIDTH));
      if (masked) {
        inputs.put("mask", tensor(environment, holes, 1, 1, HEIGHT, WIDTH));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        FloatBuffer out = ((OnnxTensor) result.get(0)).getFloatBuffer();
        int plane = out.remaining() / 3;
        int[] samples = new int[out.remaining()];
        ValueRange range = new ValueRange(-1, 1);
        for (int i = 0; i < samples.length; i++) {
          samples[i] = range.toByte(out.get(i % 3 * plane + i / 3));
        }
        return samples;
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, float[] values, long... dims)
      throws OrtException {
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), dims);
  }
}
