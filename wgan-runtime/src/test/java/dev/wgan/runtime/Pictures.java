package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Pictures for tests, and a raw run of a model without tiles. */
final class Pictures {
  private Pictures() {}

  /** Smooth colours with noise. */
  static BufferedImage photo(int width, int height, int type) {
    BufferedImage photo = new BufferedImage(width, height, type);
    Random random = new Random(width * 31L + height);
    int bands = photo.getRaster().getNumBands();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int band = 0; band < bands; band++) {
          double wave = Math.sin((x + 3 * band) / 7.0) * Math.cos(y / 5.0) * 90 + 128;
          int value = (int) (wave + random.nextInt(37) - 18);
          photo.getRaster().setSample(x, y, band, value);
        }
      }
    }
    return photo;
  }

  /** A mask with a box and a line. */
  static BufferedImage mask(int width, int height) {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean box = x >= width / 3 && x < width / 2 && y >= height / 4 && y < height / 2;
        boolean line = Math.abs(x - y) < 3;
        mask.getRaster().setSample(x, y, 0, box || line ? 255 : 0);
      }
    }
    return mask;
  }

  /** The samples of all pixels, band after band of each. */
  static int[] samples(BufferedImage picture) {
    return picture
        .getRaster()
        .getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
  }

  /** The whole picture in one run of ONNX Runtime: samples as {@link #samples} gives them. */
  static int[] raw(byte[] model, BufferedImage photo, @Nullable BufferedImage mask, int multiple)
      throws OrtException {
    int width = (photo.getWidth() + multiple - 1) / multiple * multiple;
    int height = (photo.getHeight() + multiple - 1) / multiple * multiple;
    int channels = photo.getRaster().getNumBands();
    float[] values = new float[channels * width * height];
    float[] holes = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int px = Math.min(x, photo.getWidth() - 1);
        int py = Math.min(y, photo.getHeight() - 1);
        boolean inside = px == x && py == y;
        for (int c = 0; c < channels; c++) {
          int value = photo.getRaster().getSample(px, py, c);
          values[(c * height + y) * width + x] = -1f + value * 2f / 255f;
        }
        holes[y * width + x] =
            !inside || (mask != null && mask.getRaster().getSample(px, py, 0) >= 128) ? 1 : 0;
      }
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = NativeRuntime.environment().createSession(model, options)) {
      Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
      inputs.put("image", tensor(values, 1, channels, height, width));
      if (mask != null) {
        inputs.put("mask", tensor(holes, 1, 1, height, width));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        OnnxTensor tensor = (OnnxTensor) result.get(0);
        FloatBuffer out = tensor.getFloatBuffer();
        int factor = (int) (tensor.getInfo().getShape()[3] / width);
        return bytes(out, photo, channels, width, height, factor);
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
  }

  private static int[] bytes(
      FloatBuffer out, BufferedImage photo, int channels, int width, int height, int factor) {
    int large = photo.getWidth() * factor;
    int high = photo.getHeight() * factor;
    int[] samples = new int[channels * large * high];
    ValueRange range = new ValueRange(-1, 1);
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < large; x++) {
        for (int c = 0; c < channels; c++) {
          float value = out.get((c * height * factor + y) * width * factor + x);
          samples[(y * large + x) * channels + c] = range.toByte(value);
        }
      }
    }
    return samples;
  }

  private static OnnxTensor tensor(float[] values, long... dims) throws OrtException {
    return OnnxTensor.createTensor(NativeRuntime.environment(), FloatBuffer.wrap(values), dims);
  }
}
