package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.PictureModels.Skip;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpscalerTest {
  private static final Upscaler COLOUR =
      Upscaler.load(PictureModels.upscaler(3, 2, Skip.NEAREST), ImageOptions.defaults());
  private static final Upscaler GREY =
      Upscaler.load(PictureModels.upscaler(1, 2, Skip.NEAREST), ImageOptions.defaults());

  @AfterAll
  static void close() {
    COLOUR.close();
    GREY.close();
  }

  private static BufferedImage copy(BufferedImage from, int type) {
    BufferedImage copy = new BufferedImage(from.getWidth(), from.getHeight(), type);
    for (int y = 0; y < from.getHeight(); y++) {
      for (int x = 0; x < from.getWidth(); x++) {
        copy.setRGB(x, y, from.getRGB(x, y));
      }
    }
    return copy;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_4BYTE_ABGR
      })
  void everyTypeOfColourGivesTheSamePixels(int type) {
    BufferedImage photo = Pictures.photo(40, 30, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage expected = COLOUR.upscale(photo);
    BufferedImage large = COLOUR.upscale(copy(photo, type));
    boolean alpha = new BufferedImage(1, 1, type).getColorModel().hasAlpha();
    assertThat(large.getType())
        .isEqualTo(alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 80; x++) {
        assertThat(large.getRGB(x, y)).isEqualTo(expected.getRGB(x, y));
      }
    }
    BufferedImage part = copy(photo, type).getSubimage(3, 4, 20, 10);
    assertThat(COLOUR.upscale(part).getRGB(0, 0))
        .isEqualTo(COLOUR.upscale(photo.getSubimage(3, 4, 20, 10)).getRGB(0, 0));
  }

  @Test
  void aColourPictureRunsChannelByChannelThroughAModelForGreys() {
    BufferedImage photo = Pictures.photo(40, 30, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage large = GREY.upscale(photo);
    for (int band = 0; band < 3; band++) {
      BufferedImage one = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
      one.getRaster()
          .setSamples(
              0, 0, 40, 30, 0, photo.getRaster().getSamples(0, 0, 40, 30, band, (int[]) null));
      assertThat(large.getRaster().getSamples(0, 0, 80, 60, band, (int[]) null))
          .isEqualTo(Pictures.samples(GREY.upscale(one)));
    }
  }

  @Test
  void aGreyPictureStaysGreyInAModelForColours() {
    BufferedImage grey = Pictures.photo(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage large = COLOUR.upscale(grey);
    assertThat(large.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage three = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
    for (int band = 0; band < 3; band++) {
      three.getRaster().setSamples(0, 0, 40, 30, band, Pictures.samples(grey));
    }
    int[] colours = Pictures.samples(COLOUR.upscale(three));
    int[] greys = Pictures.samples(large);
    for (int i = 0; i < greys.length; i++) {
      double mean = (colours[3 * i] + colours[3 * i + 1] + colours[3 * i + 2]) / 3.0;
      // The channels were clamped before this mean.
      boolean clamped = false;
      for (int band = 0; band < 3; band++) {
        clamped |= colours[3 * i + band] == 0 || colours[3 * i + band] == 255;
      }
      assertThat(clamped || Math.abs(mean - greys[i]) <= 1).isTrue();
    }
  }

  @Test
  void sixteenBitsAreReducedWithARemark() {
    BufferedImage grey = Pictures.photo(20, 20, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = new BufferedImage(20, 20, BufferedImage.TYPE_USHORT_GRAY);
    int[] samples = Pictures.samples(grey);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 257;
    }
    deep.getRaster().setPixels(0, 0, 20, 20, samples);
    List<String> remarks = new ArrayList<>();
    BufferedImage large = GREY.upscale(deep, remarking(remarks));
    assertThat(large.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    assertThat(Pictures.samples(large)).isEqualTo(Pictures.samples(GREY.upscale(grey)));
    assertThat(remarks)
        .containsExactly("the picture has more than 8 bits per sample; the result has 8");
    remarks.clear();
    GREY.upscale(grey, remarking(remarks));
    assertThat(remarks).isEmpty();
  }

  private static TileListener remarking(List<String> remarks) {
    return new TileListener() {
      @Override
      public void tile(int done, int total) {}

      @Override
      public void remark(String remark) {
        remarks.add(remark);
      }
    };
  }

  @Test
  void palettesBecomeColoursOrGreys() {
    byte[] ramp = new byte[256];
    for (int i = 0; i < 256; i++) {
      ramp[i] = (byte) i;
    }
    IndexColorModel greys = new IndexColorModel(8, 256, ramp, ramp, ramp);
    BufferedImage grey = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_INDEXED, greys);
    assertThat(GREY.upscale(grey).getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage web = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_INDEXED);
    web.setRGB(4, 4, 0xFFFF0000);
    assertThat(COLOUR.upscale(web).getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage bits = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_BINARY);
    assertThat(GREY.upscale(bits).getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
  }

  @Test
  void anotherColourSpaceIsKept() {
    ColorSpace linear = ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);
    ComponentColorModel model =
        new ComponentColorModel(
            linear, false, false, java.awt.Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    BufferedImage photo = Pictures.photo(20, 10, BufferedImage.TYPE_3BYTE_BGR);
    WritableRaster raster = model.createCompatibleWritableRaster(20, 10);
    raster.setPixels(0, 0, 20, 10, Pictures.samples(photo));
    BufferedImage large = COLOUR.upscale(new BufferedImage(model, raster, false, null));
    assertThat(large.getColorModel().getColorSpace()).isEqualTo(linear);
    assertThat(Pictures.samples(large)).isEqualTo(Pictures.samples(COLOUR.upscale(photo)));
  }

  @Test
  void alphaIsEnlargedByCubicInterpolation() {
    BufferedImage photo = Pictures.photo(30, 20, BufferedImage.TYPE_4BYTE_ABGR);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 30; x++) {
        photo.getRaster().setSample(x, y, 3, x < 15 ? 0 : 255);
      }
    }
    BufferedImage large = COLOUR.upscale(photo);
    assertThat(large.getRaster().getSample(0, 7, 3)).isZero();
    assertThat(large.getRaster().getSample(59, 7, 3)).isEqualTo(255);
    // Between two pixels, a quarter of the way: Keys' weights of a = -0.5.
    assertThat(large.getRaster().getSample(29, 7, 3))
        .isEqualTo((int) Math.round(255 * (0.2265625 - 0.0234375)));
    try (Upscaler tiled =
        Upscaler.load(
            PictureModels.upscaler(3, 2, Skip.NEAREST), ImageOptions.of(o -> o.tile(9)))) {
      assertThat(Pictures.samples(tiled.upscale(photo))).isEqualTo(Pictures.samples(large));
    }
  }

  @Test
  void listsKeepTheirOrderAndProgressCounts() {
    List<BufferedImage> large =
        COLOUR.upscale(
            List.of(
                Pictures.photo(5, 4, BufferedImage.TYPE_INT_RGB),
                Pictures.photo(1, 1, BufferedImage.TYPE_INT_RGB)));
    assertThat(large).extracting(BufferedImage::getWidth).containsExactly(10, 2);
    List<String> steps = new ArrayList<>();
    try (Upscaler tiled =
        Upscaler.load(
            new ByteArrayInputStream(PictureModels.upscaler(3, 2, Skip.NEAREST)),
            ImageOptions.of(o -> o.tile(16).parallelism(2)))) {
      tiled.upscale(
          Pictures.photo(40, 20, BufferedImage.TYPE_INT_RGB),
          (done, total) -> steps.add(done + "/" + total));
    }
    assertThat(steps).containsExactly("1/6", "2/6", "3/6", "4/6", "5/6", "6/6");
  }

  @Test
  void whatIsNotAnUpscalerIsRefused() {
    assertThatThrownBy(() -> Upscaler.load(TestModels.mlp(), ImageOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage(
            "the model has no property wgan.task, so it is taken for a model that generates"
                + " samples: use Generator instead of Upscaler");
    assertThatThrownBy(() -> Upscaler.load(PictureModels.inpainter(3), ImageOptions.defaults()))
        .hasMessage("the model fills holes in pictures: use Inpainter instead of Upscaler");
    assertThatThrownBy(() -> Upscaler.pretrained("no-such-model"))
        .isInstanceOf(ModelLoadException.class);
    for (String factor : List.of("1", "5", "two")) {
      byte[] model =
          PictureModels.upscalerBuilder(3, 2, Skip.NONE)
              .meta("wgan.upscale.factor", factor)
              .build();
      assertThatThrownBy(() -> Upscaler.load(model, ImageOptions.defaults()))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("wgan.upscale.factor = '" + factor + "': expected");
    }
    byte[] other =
        PictureModels.upscalerBuilder(3, 2, Skip.NONE).meta("wgan.upscale.factor", "3").build();
    try (Upscaler wrong = Upscaler.load(other, ImageOptions.defaults())) {
      BufferedImage photo = Pictures.photo(9, 9, BufferedImage.TYPE_INT_RGB);
      assertThatThrownBy(() -> wrong.upscale(photo)).isInstanceOf(RunException.class);
    }
  }

  @Test
  void aModelOfOneSizeTakesPicturesOfThatSize() {
    try (Upscaler fixed =
        Upscaler.load(PictureModels.fixed(40, 30), ImageOptions.of(o -> o.tile(16)))) {
      assertThat(fixed.upscale(Pictures.photo(40, 30, BufferedImage.TYPE_BYTE_GRAY)).getWidth())
          .isEqualTo(80);
      BufferedImage other = Pictures.photo(30, 40, BufferedImage.TYPE_BYTE_GRAY);
      assertThatThrownBy(() -> fixed.upscale(other))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "the model takes only pictures of 40 x 30 pixels, because of a layer of fixed size:"
                  + " this one has 30 x 40");
    }
  }

  @Test
  void callsStopByTimeoutAndInterruption() {
    BufferedImage photo = Pictures.photo(600, 600, BufferedImage.TYPE_INT_RGB);
    try (Upscaler hasty =
        Upscaler.load(
            PictureModels.upscaler(3, 2, Skip.NONE),
            ImageOptions.of(o -> o.tile(32).timeout(Duration.ofMillis(1))))) {
      assertThatThrownBy(() -> hasty.upscale(photo)).isInstanceOf(SamplingTimeoutException.class);
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> COLOUR.upscale(photo))
        .isInstanceOf(SamplingInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closingWaitsForCallsInFlight() throws Exception {
    Upscaler upscaler =
        Upscaler.load(PictureModels.upscaler(3, 2, Skip.NONE), ImageOptions.of(o -> o.tile(32)));
    BufferedImage photo = Pictures.photo(300, 300, BufferedImage.TYPE_INT_RGB);
    CountDownLatch started = new CountDownLatch(1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<BufferedImage> call =
          threads.submit(() -> upscaler.upscale(photo, (done, total) -> started.countDown()));
      assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
      upscaler.close();
      assertThat(call.get(20, TimeUnit.SECONDS).getWidth()).isEqualTo(600);
      assertThatThrownBy(() -> upscaler.upscale(photo))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the model is closed and takes no more pictures");
      assertThat(upscaler.toString()).contains("closed");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void threadsMayShareAnUpscaler() throws Exception {
    BufferedImage photo = Pictures.photo(70, 50, BufferedImage.TYPE_INT_RGB);
    int[] expected = Pictures.samples(COLOUR.upscale(photo));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<BufferedImage>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(threads.submit(() -> COLOUR.upscale(photo)));
      }
      for (Future<BufferedImage> call : calls) {
        assertThat(Pictures.samples(call.get(20, TimeUnit.SECONDS))).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String base64(float[] values) {
    java.nio.ByteBuffer bytes =
        java.nio.ByteBuffer.allocate(values.length * Float.BYTES)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return java.util.Base64.getEncoder().encodeToString(bytes.array());
  }

  /** An upscaler with two golden pictures of its nearest neighbour, of 1 x 2 and 2 x 1 pixels. */
  private static ModelBuilder golden(float[] expected) {
    return PictureModels.nearest()
        .meta("wgan.golden.size", "2")
        .meta("wgan.golden.heights", "1,2")
        .meta("wgan.golden.widths", "2,1")
        .meta("wgan.golden.tolerance", "0.001")
        .meta("wgan.golden.input.image", base64(new float[] {0.1f, 0.2f, 0.3f, 0.4f}))
        .meta("wgan.golden.output", base64(expected));
  }

  @Test
  void goldenPicturesOfSeveralSizesAreRunOneByOne() {
    float[] expected = {
      0.1f, 0.1f, 0.2f, 0.2f, 0.1f, 0.1f, 0.2f, 0.2f, 0.3f, 0.3f, 0.3f, 0.3f, 0.4f, 0.4f, 0.4f, 0.4f
    };
    ImageOptions tested = ImageOptions.of(o -> o.selfTest(true));
    try (Upscaler good = Upscaler.load(golden(expected).build(), tested)) {
      assertThat(good.selfTest().samples()).isEqualTo(2);
    }
    float[] wrong = expected.clone();
    wrong[9] = 0.35f;
    assertThatThrownBy(() -> Upscaler.load(golden(wrong).build(), tested))
        .isInstanceOf(SelfTestException.class)
        .hasMessageContaining("its golden sample 1 is off by 0.0");
    byte[] few = golden(java.util.Arrays.copyOf(expected, 15)).build();
    assertThatThrownBy(() -> Upscaler.load(few, tested))
        .isInstanceOf(SelfTestException.class)
        .hasMessage("the model has a malformed property wgan.golden.output");
    byte[] many = golden(java.util.Arrays.copyOf(expected, 17)).build();
    assertThatThrownBy(() -> Upscaler.load(many, tested)).isInstanceOf(SelfTestException.class);
    byte[] widths = golden(expected).meta("wgan.golden.widths", "2").build();
    assertThatThrownBy(() -> Upscaler.load(widths, tested))
        .hasMessage("the model has a malformed property wgan.golden.widths");
    assertThatThrownBy(COLOUR::selfTest)
        .isInstanceOf(SelfTestException.class)
        .hasMessageEndingWith("has no golden samples to test itself with");
  }

  @Test
  void badArgumentsAreOneSentence() {
    assertThatThrownBy(() -> ImageOptions.of(o -> o.parallelism(0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("parallelism of 0");
    assertThatThrownBy(() -> ImageOptions.of(o -> o.timeout(Duration.ZERO)))
        .isInstanceOf(InputException.class)
        .hasMessage("a timeout of PT0S: expected more than zero");
    assertThat(ImageOptions.of(o -> o.timeout(Duration.ofSeconds(1)).selfTest(true)))
        .asString()
        .startsWith("ImageOptions[")
        .endsWith("selfTest=true, timeout=PT1S]");
  }
}
