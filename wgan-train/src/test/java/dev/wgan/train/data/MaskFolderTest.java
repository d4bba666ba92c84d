package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFolderTest {
  @TempDir private Path folder;

  private void mask(String name, int side, int grey, int fromRow, int fromColumn, int size)
      throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < size * size; i++) {
      image.getRaster().setSample(fromColumn + i % size, fromRow + i / size, 0, grey);
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private static int holes(float[] masks, int from, int to) {
    int holes = 0;
    for (int i = from; i < to; i++) {
      assertThat(masks[i]).isIn(0f, 1f);
      holes += masks[i] > 0 ? 1 : 0;
    }
    return holes;
  }

  @Test
  void masksAreAPureFunctionOfSeedAndIndexAndHaveAHoleEachEvenIfHolesAreRare() throws IOException {
    mask("corner.png", 400, 255, 397, 397, 2);
    float[] many = MaskFolder.open(folder).draw(3, 10, 30, 16, 16);
    for (int i = 0; i < 30; i++) {
      assertThat(holes(many, i * 256, (i + 1) * 256)).isBetween(1, 4);
    }
    float[] one = MaskFolder.open(folder).draw(3, 22, 1, 16, 16);
    assertThat(one).isEqualTo(Arrays.copyOfRange(many, 12 * 256, 13 * 256));
    assertThat(MaskFolder.open(folder).draw(4, 10, 30, 16, 16)).isNotEqualTo(many);
  }

  @Test
  void whiteFrom128OnIsAHoleAndAPictureOfTheSamplesSizeIsOnlyMirrored() throws IOException {
    mask("half.png", 16, 128, 2, 3, 5);
    float[] masks = MaskFolder.open(folder).draw(1, 0, 40, 16, 16);
    boolean[] seen = new boolean[4];
    for (int i = 0; i < 40; i++) {
      assertThat(holes(masks, i * 256, (i + 1) * 256)).isEqualTo(25);
      boolean below = masks[i * 256 + 13 * 16 + 4] > 0 || masks[i * 256 + 13 * 16 + 11] > 0;
      boolean right = masks[i * 256 + 5 * 16 + 12] > 0 || masks[i * 256 + 10 * 16 + 12] > 0;
      seen[(below ? 1 : 0) + (right ? 2 : 0)] = true;
    }
    assertThat(seen).containsOnly(true);
  }

  @Test
  void foldersWithoutUsableMasksAreRefused() throws IOException {
    assertThatThrownBy(() -> MaskFolder.open(folder.resolve("none")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not exist");
    mask("dark.png", 16, 127, 0, 0, 16);
    assertThatThrownBy(() -> MaskFolder.open(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected white");
    Files.delete(folder.resolve("dark.png"));
    mask("small.png", 16, 255, 0, 0, 4);
    assertThatThrownBy(() -> MaskFolder.open(folder).draw(1, 0, 1, 17, 16))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected at least 16 x 17");
  }
}
