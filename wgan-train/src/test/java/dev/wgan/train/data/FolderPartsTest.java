package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders named train, val and test, and what else lies in folders of images. */
class FolderPartsTest {
  @TempDir Path folder;

  private int seed;

  @Test
  void foldersNamedTrainValAndTestAreParts() throws IOException {
    images("Train/cat", 3);
    images("Train/dog", 2);
    images("val/cat", 1);
    images("test/dog", 4);
    try (Dataset train = open(folder);
        Dataset test = open(folder, DatasetPart.TEST)) {
      assertThat(train.size()).isEqualTo(5);
      assertThat(train.description().classNames()).containsExactly("cat", "dog");
      assertThat(train.label(3)).isEqualTo(1);
      assertThat(test.size()).isEqualTo(4);
      assertThat(test.description().classNames()).containsExactly("cat", "dog");
      assertThat(test.label(0)).isEqualTo(1);
      assertThat(DataSummary.line(train))
          .contains("read the part Train of Train, val, test, without 5 files of the others");
    }
    assertThat(Datasets.hasBothParts(folder)).isTrue();
  }

  @Test
  void validationStandsInForAMissingTestPart() throws IOException {
    images("data/training", 2);
    images("data/validation", 3);
    assertThat(open(folder).size()).isEqualTo(2);
    assertThat(open(folder).description().labelled()).isFalse();
    assertThat(open(folder, DatasetPart.TEST).size()).isEqualTo(3);
  }

  @Test
  void aTestPartWithoutClassesLeavesThoseOfTheTrainingPart() throws IOException {
    images("train/a", 1);
    images("train/b", 1);
    images("test", 2);
    assertThat(open(folder).description().classNames()).containsExactly("a", "b");
    assertThat(open(folder, DatasetPart.TEST).description().labelled()).isFalse();
  }

  @Test
  void aTrainingPartAloneKeepsItsClasses() throws IOException {
    images("train/a", 1);
    images("train/b", 2);
    assertThat(open(folder).description().classNames()).containsExactly("a", "b");
    assertThat(Datasets.hasBothParts(folder)).isFalse();
    assertThatThrownBy(() -> open(folder, DatasetPart.TEST))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder
                + " has no test part, but the parts [train]; give the path of one, or choose with"
                + " the option part");
  }

  @Test
  void aTrainAmongOtherVehiclesIsAClass() throws IOException {
    images("train", 1);
    images("truck", 1);
    assertThat(open(folder).description().classNames()).containsExactly("train", "truck");
    assertThatThrownBy(() -> open(folder, DatasetPart.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no parts: expected sub-folders named train and test");
  }

  @Test
  void partsNextToOtherImagesAreRefused() throws IOException {
    images("train", 1);
    images("test", 1);
    images("extra", 1);
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has the parts [train, test], and also extra");
  }

  @Test
  void aSoleFolderIsOpenedInItsPlace() throws IOException {
    images("archive/images/a", 1);
    images("archive/images/b", 1);
    assertThat(open(folder).description().classNames()).containsExactly("a", "b");
  }

  @Test
  void whatIsNotReadIsCounted() throws IOException {
    images("", 2);
    Files.writeString(folder.resolve("a.svg"), "<svg/>");
    Files.writeString(folder.resolve("B.SVG"), "<svg/>");
    Files.write(folder.resolve("Thumbs.db"), new byte[3]);
    Files.writeString(folder.resolve("train"), "a file, not a part");
    Files.write(folder.resolve(".DS_Store"), new byte[3]);
    Files.createSymbolicLink(folder.resolve("gone.png"), folder.resolve("nowhere.png"));
    assertThat(DataSummary.line(open(folder)))
        .contains("2 samples of shape [3, 4, 4], values ")
        .contains(", from 2 files (" + folder + ")")
        .endsWith(
            "; ignored 4 files of other kinds (1 .db, 2 .svg, 1 without an extension); ignored 1"
                + " hidden file; ignored 1 broken link");
  }

  @Test
  void unusualNamesAreRead() throws IOException {
    BufferedImage image = TestImages.noise(BufferedImage.TYPE_3BYTE_BGR, 4, 4, 1);
    Path plain = TestImages.write(folder.resolve("x/a.png"), image);
    for (String name : List.of("x/ä 日本 \uD83D\uDE00.PNG", "x/no.JPG", "y/İıI.Png", "y/a\nb.png")) {
      Files.createDirectories(folder.resolve(name).toAbsolutePath().getParent());
      Files.copy(plain, folder.resolve(name));
    }
    Dataset data = open(folder);
    assertThat(data.size()).isEqualTo(5);
    assertThat(DataSummary.line(data)).contains("4 samples equal to earlier ones");
  }

  @Test
  void aBreakInANameDoesNotBreakTheLine() throws IOException {
    images("a\nb", 1);
    images("c\u001B[31m", 1);
    assertThat(DataSummary.line(open(folder))).contains("2 classes (a?b, c?[31m)");
  }

  private void images(String name, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      BufferedImage image = TestImages.noise(BufferedImage.TYPE_3BYTE_BGR, 4, 4, seed++);
      TestImages.write(folder.resolve(name).resolve(i + ".png"), image);
    }
  }

  private static Dataset open(Path path) {
    return Datasets.open(path, DataOptions.defaults());
  }

  private static Dataset open(Path path, DatasetPart part) {
    return Datasets.open(path, DataOptions.of(o -> o.part(part)));
  }
}
