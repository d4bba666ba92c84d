package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class InpainterTest {
  private static final Inpainter INPAINTER =
      Inpainter.load(PictureModels.inpainter(3), ImageOptions.of(o -> o.tile(64)));

  @AfterAll
  static void close() {
    INPAINTER.close();
  }

  private static BufferedImage box(int width, int height, int x, int y, int side, int rgb) {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < width * height; i++) {
      mask.setRGB(i % width, i / width, 0xFF000000);
    }
    for (int i = 0; i < side * side; i++) {
      mask.setRGB(x + i % side, y + i / side, rgb);
    }
    return mask;
  }

  /** The pixels that differ, and checks that they lie in the box. */
  private static int changed(BufferedImage before, BufferedImage after, int x0, int y0, int side) {
    int changed = 0;
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        if (before.getRGB(x, y) != after.getRGB(x, y)) {
          assertThat(x).isBetween(x0, x0 + side - 1);
          assertThat(y).isBetween(y0, y0 + side - 1);
          changed++;
        }
      }
    }
    return changed;
  }

  @Test
  void pixelsOutsideTheMaskAreEqualAndWhiteIsTheHole() {
    BufferedImage photo = Pictures.photo(150, 90, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage filled = INPAINTER.inpaint(photo, box(150, 90, 60, 40, 20, -1));
    assertThat(changed(photo, filled, 60, 40, 20)).isGreaterThan(350);
    // The network ignores what lies in the hole.
    BufferedImage scribbled = Pictures.photo(150, 90, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 400; i++) {
      scribbled.setRGB(60 + i % 20, 40 + i / 20, i * 7919);
    }
    assertThat(Pictures.samples(INPAINTER.inpaint(scribbled, box(150, 90, 60, 40, 20, -1))))
        .isEqualTo(Pictures.samples(filled));
  }

  @Test
  void aMaskIsWhiteFromAHalfOfLuminanceTimesAlphaOn() {
    BufferedImage photo = Pictures.photo(60, 60, BufferedImage.TYPE_3BYTE_BGR);
    int[] white = {0xFF808080, -1, 0x80FFFFFF, 0xFF00FF00, 0xFFFFFF00};
    int[] black = {0xFF7F7F7F, 0x7FFFFFFF, 0x00FFFFFF, 0xFFFF0000, 0xFF0000FF, 0x80808080};
    for (int rgb : white) {
      BufferedImage filled = INPAINTER.inpaint(photo, box(60, 60, 20, 20, 8, rgb));
      assertThat(changed(photo, filled, 20, 20, 8)).as("%x", rgb).isPositive();
    }
    for (int rgb : black) {
      BufferedImage filled = INPAINTER.inpaint(photo, box(60, 60, 20, 20, 8, rgb));
      assertThat(changed(photo, filled, 20, 20, 8)).as("%x", rgb).isZero();
    }
  }

  @Test
  void aPictureWithoutHolesComesBackEqual() {
    BufferedImage photo = Pictures.photo(61, 33, BufferedImage.TYPE_INT_ARGB);
    BufferedImage mask = new BufferedImage(61, 33, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage same = INPAINTER.inpaint(photo, mask);
    assertThat(same).isNotSameAs(photo);
    assertThat(Pictures.samples(same)).isEqualTo(Pictures.samples(photo));
    BufferedImage opaque = Pictures.photo(61, 33, BufferedImage.TYPE_3BYTE_BGR);
    assertThat(Pictures.samples(INPAINTER.inpaint(opaque))).isEqualTo(Pictures.samples(opaque));
  }

  @Test
  void transparentPixelsOfAPhotoAreItsHoles() {
    BufferedImage photo = Pictures.photo(70, 50, BufferedImage.TYPE_4BYTE_ABGR);
    for (int i = 0; i < 70 * 50; i++) {
      int x = i % 70;
      int y = i / 70;
      boolean hole = x >= 30 && x < 40 && y >= 20 && y < 30;
      photo.getRaster().setSample(x, y, 3, hole ? 127 : 128 + x);
    }
    BufferedImage filled = INPAINTER.inpaint(photo);
    assertThat(changed(photo, filled, 30, 20, 10)).isEqualTo(100);
    assertThat(filled.getRaster().getSample(35, 25, 3)).isEqualTo(255);
    assertThat(filled.getRaster().getSample(5, 5, 3)).isEqualTo(133);
  }

  @Test
  void onlyTilesWithHolesRun() {
    BufferedImage photo = Pictures.photo(640, 640, BufferedImage.TYPE_3BYTE_BGR);
    List<Integer> done = new ArrayList<>();
    BufferedImage mask = box(640, 640, 300, 300, 4, -1);
    BufferedImage filled = INPAINTER.inpaint(photo, mask, (i, total) -> done.add(total));
    assertThat(done).hasSize(100).containsOnly(100);
    assertThat(changed(photo, filled, 300, 300, 4)).isPositive();
  }

  @Test
  void masksThatDoNotFitAreRefused() {
    BufferedImage photo = Pictures.photo(60, 40, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage small = Pictures.mask(40, 60);
    assertThatThrownBy(() -> INPAINTER.inpaint(photo, small))
        .isInstanceOf(InputException.class)
        .hasMessage("the mask has 40 x 60 pixels and the photo 60 x 40: expected equal sizes");
    BufferedImage white = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 60 * 40; i++) {
      white.setRGB(i % 60, i / 60, -1);
    }
    assertThatThrownBy(() -> INPAINTER.inpaint(photo, white))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the holes cover the whole picture");
    BufferedImage clear = new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB);
    assertThatThrownBy(() -> INPAINTER.inpaint(clear)).isInstanceOf(InputException.class);
    BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    assertThat(INPAINTER.inpaint(pixel).getWidth()).isEqualTo(1);
    assertThatThrownBy(() -> INPAINTER.inpaint(List.of(photo), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessage("1 photos and 0 masks: expected a mask for each photo");
    assertThat(INPAINTER.inpaint(List.of(photo), List.of(Pictures.mask(60, 40)))).hasSize(1);
  }

  @Test
  void whatIsNotAnInpainterIsRefused() {
    byte[] upscaler = PictureModels.upscaler(3, 2, PictureModels.Skip.NONE);
    assertThatThrownBy(() -> Inpainter.load(upscaler, ImageOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("the model enlarges pictures: use Upscaler instead of Inpainter");
  }
}
