package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.wgan.runtime.PictureModels.Skip;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture made of tiles is that of one run over the whole picture, to the byte. */
class TilesTest {
  private static ImageOptions tile(int core, int threads) {
    return ImageOptions.of(o -> o.tile(core).parallelism(threads));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2, CUBIC, 97, 61",
    "3, 2, NONE, 150, 131",
    "3, 3, NONE, 97, 61",
    "3, 3, NEAREST, 64, 70",
    "1, 4, CUBIC, 83, 101",
    "1, 4, NONE, 40, 200",
    "3, 2, CUBIC, 1, 1",
    "3, 4, CUBIC, 2, 150"
  })
  void anEnlargedPictureDoesNotDependOnItsTiles(
      int channels, int factor, Skip skip, int width, int height) throws OrtException {
    byte[] model = PictureModels.upscaler(channels, factor, skip);
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage photo = Pictures.photo(width, height, type);
    int[] whole = Pictures.raw(model, photo, null, 1);
    for (int core : new int[] {16, 33, 64, 1000}) {
      try (Upscaler upscaler = Upscaler.load(model, tile(core, core == 33 ? 2 : 1))) {
        BufferedImage large = upscaler.upscale(photo);
        assertThat(large.getType()).isEqualTo(type);
        assertThat(large.getWidth()).isEqualTo(width * factor);
        assertThat(differing(Pictures.samples(large), whole)).as("core %s", core).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 97, 61", "1, 150, 131", "3, 64, 64", "1, 5, 90"})
  void aCompletedPictureDoesNotDependOnItsTiles(int channels, int width, int height)
      throws OrtException {
    byte[] model = PictureModels.inpainter(channels);
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage photo = Pictures.photo(width, height, type);
    BufferedImage mask = Pictures.mask(width, height);
    int[] whole = Pictures.raw(model, photo, mask, 2);
    for (int core : new int[] {16, 34, 64, 1000}) {
      try (Inpainter inpainter = Inpainter.load(model, tile(core, core == 34 ? 2 : 1))) {
        BufferedImage completed = inpainter.inpaint(photo, mask);
        assertThat(differing(Pictures.samples(completed), whole)).as("core %s", core).isZero();
      }
    }
  }

  /**
   * Resize computes places in single precision: thirds round by their distance from the edge, so
   * that a value next to the middle of two bytes may become the other one.
   */
  @Test
  void aCubicResizeByThreeFlipsFewBytesByOne() throws OrtException {
    byte[] model = PictureModels.upscaler(3, 3, Skip.CUBIC);
    BufferedImage photo = Pictures.photo(401, 301, BufferedImage.TYPE_3BYTE_BGR);
    int[] whole = Pictures.raw(model, photo, null, 1);
    try (Upscaler upscaler = Upscaler.load(model, tile(64, 1))) {
      int[] found = Pictures.samples(upscaler.upscale(photo));
      for (int i = 0; i < whole.length; i++) {
        assertThat(Math.abs(found[i] - whole[i])).isLessThanOrEqualTo(1);
      }
      long flipped = differing(found, whole);
      assertThat((double) flipped / whole.length).isLessThan(1e-3);
    }
  }

  private static long differing(int[] found, int[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    return java.util.stream.IntStream.range(0, found.length)
        .filter(i -> found[i] != expected[i])
        .count();
  }

  @Test
  void anOverlapThatIsTooSmallWouldShow() throws OrtException {
    byte[] model =
        PictureModels.upscalerBuilder(3, 2, Skip.CUBIC).meta("wgan.image.overlap", "1").build();
    BufferedImage photo = Pictures.photo(97, 61, BufferedImage.TYPE_3BYTE_BGR);
    int[] whole = Pictures.raw(model, photo, null, 1);
    try (Upscaler upscaler = Upscaler.load(model, tile(32, 1))) {
      assertThat(differing(Pictures.samples(upscaler.upscale(photo)), whole)).isPositive();
    }
  }

  @Test
  void tilesCoverThePictureOnceAndStayInIt() {
    try (Inpainter inpainter =
        Inpainter.load(PictureModels.inpainter(3), ImageOptions.defaults())) {
      assertThat(inpainter.info().task()).isEqualTo(ModelTask.INPAINT);
    }
    for (int length = 1; length < 700; length += 13) {
      int[] covered = new int[length + 1];
      ImageModelFacts facts =
          new ImageModelFacts(
              "m",
              ModelTask.UPSCALE,
              new ModelInput(
                  "image",
                  ModelInput.Role.IMAGE,
                  NativeType.FLOAT,
                  true,
                  java.util.List.of(3, -1, -1)),
              java.util.Optional.empty(),
              "out",
              3,
              2,
              14,
              4,
              new ValueRange(-1, 1));
      for (Tile.Span span : TileGrid.of(length, 8, facts, 64).columns()) {
        for (int x = span.start(); x < Math.min(span.end(), length); x++) {
          covered[x]++;
        }
        assertThat(span.from() % 4).isZero();
        assertThat(span.to() % 4).isZero();
        assertThat(span.core()).isPositive().isLessThanOrEqualTo(64);
        assertThat(span.to()).isLessThan(length + 4);
      }
      assertThat(Arrays.stream(covered, 0, length)).allMatch(times -> times == 1);
    }
  }
}
