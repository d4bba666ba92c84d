package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.runtime.SampleKind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of WAV files: classes, parts, slices, rates, and what is left out. */
class SoundFolderTest {
  @TempDir Path folder;

  @Test
  void foldersAreClassesAndParts() throws IOException {
    for (String part : List.of("train", "test")) {
      sound(part + "/one/a.wav", 1, 2, 3, 4);
      sound(part + "/two/b.WAV", 5, 6, 7, 8);
    }
    sound("train/two/c.wave", 9, 10, 11, 12);
    try (Dataset data = open(o -> o.slice(4))) {
      assertThat(data.size()).isEqualTo(3);
      assertThat(data.label(0)).isZero();
      assertThat(data.label(2)).isEqualTo(1);
      DataDescription description = data.description();
      assertThat(description.kind().id()).isEqualTo(SampleKind.AUDIO);
      assertThat(description.sampleRate()).isEqualTo(8000);
      assertThat(description.shape()).containsExactly(1, 4);
      assertThat(description.classNames()).containsExactly("one", "two");
      assertThat(data.values(2, 1)).containsExactly(units(9, 10, 11, 12));
      assertThat(DataSummary.line(data))
          .startsWith("3 clips of shape [1, 4]")
          .contains("8000 Hz")
          .contains(", 2 classes (one, two), from 3 files (" + folder + "); read the part train");
    }
    assertThat(Datasets.hasBothParts(folder)).isTrue();
    assertThat(
            Datasets.open(folder, DataOptions.of(o -> o.part(DatasetPart.TEST).sound(of(4))))
                .size())
        .isEqualTo(2);
  }

  @Test
  void filesGiveAllTheirSlicesOrTheFirst() throws IOException {
    sound("a.wav", 1, 2, 3, 4, 5);
    sound("b.wav", 6, 7);
    sound("c.wav", 8);
    try (Dataset data = open(o -> o.slice(2))) {
      assertThat(data.values(0, data.size())).containsExactly(units(1, 2, 3, 4, 6, 7));
      assertThat(DataSummary.line(data))
          .endsWith(
              "; left out 1 file shorter than a slice of 2 samples: pad the end, or choose a shorter"
                  + " slice, to use them; used only the first slices of 1 file; left out 25.0 % of"
                  + " the sound");
    }
    try (Dataset data = open(o -> o.slice(2).padEnd(true))) {
      assertThat(data.values(0, data.size())).containsExactly(units(1, 2, 3, 4, 5, 0, 6, 7, 8, 0));
      assertThat(DataSummary.line(data))
          .contains("from 3 files")
          .endsWith("; padded the last slice of 2 files with zeros");
    }
    try (Dataset data = open(o -> o.slice(2).firstSlice(true))) {
      assertThat(data.values(0, data.size())).containsExactly(units(1, 2, 6, 7));
      assertThat(DataSummary.line(data)).contains("; used only the first slice of 1 file;");
    }
    try (Dataset data = open(o -> o.slice(2).firstSlice(true).padEnd(true))) {
      assertThat(data.values(0, data.size())).containsExactly(units(1, 2, 6, 7, 8, 0));
    }
  }

  @Test
  void channelsLieOneAfterTheOther() throws IOException {
    TestSounds.write(folder.resolve("a.wav"), 8000, 2, shorts(1, -1, 2, -2, 3, -5));
    try (Dataset data = open(o -> o.slice(3))) {
      assertThat(data.description().shape()).containsExactly(2, 3);
      assertThat(data.values(0, 1)).containsExactly(units(1, 2, 3, -1, -2, -5));
    }
    try (Dataset data = open(o -> o.slice(3).mono(true))) {
      assertThat(data.values(0, 1)).containsExactly(units(0, 0, -1));
      assertThat(DataSummary.line(data)).contains("; mixed the two channels of 1 file");
    }
    sound("b.wav", 1, 2, 3);
    refused(
        of(3),
        "WAV files of one and of two channels: "
            + folder.resolve("a.wav")
            + " has 2, "
            + folder.resolve("b.wav")
            + " has 1; mix the channels of all of them with the option mono");
    assertThat(open(o -> o.slice(3).mono(true)).size()).isEqualTo(2);
  }

  @Test
  void eachFileIsScaledToItsPeak() throws IOException {
    sound("a.wav", 100, -200, 50, 0);
    sound("b.wav", 0, 0, 0, 0);
    try (Dataset data = open(o -> o.slice(2).normalise(true))) {
      assertThat(data.values(0, 4)).containsExactly(0.5f, -1f, 0.25f, 0f, 0f, 0f, 0f, 0f);
      assertThat(DataSummary.line(data)).contains("; 2 silent clips; 1 clip equal to earlier ones");
    }
  }

  @Test
  void filesOfDifferentRatesNeedARate() throws IOException {
    TestSounds.write(folder.resolve("a.wav"), 8000, 1, TestSounds.tone(8000, 500, 8000, 0.5));
    TestSounds.write(folder.resolve("b.wav"), 44_100, 1, TestSounds.tone(44_100, 500, 44_100, 0.5));
    refused(
        of(8000),
        "WAV files of different rates: "
            + folder.resolve("a.wav")
            + " has 8000 samples per second, "
            + folder.resolve("b.wav")
            + " has 44100; set the option rate to resample all of them");
    try (Dataset data = open(o -> o.slice(8000).rate(8000))) {
      float[] whole = data.values(0, 1);
      float[] resampled = data.values(1, 1);
      for (int i = 2000; i < 6000; i++) {
        assertThat(resampled[i]).isCloseTo(whole[i], within(1e-3f));
      }
      assertThat(data.description().sampleRate()).isEqualTo(8000);
      assertThat(DataSummary.line(data)).contains("; resampled 1 file from 44,100 to 8,000 Hz");
    }
  }

  @Test
  void shortFilesAloneAreRefused() throws IOException {
    sound("a.wav", 1, 2);
    refused(
        SoundOptions.defaults(),
        "no WAV file in "
            + folder
            + " is as long as a slice of 4,096 samples at 8,000 Hz; pad them with the option padEnd,"
            + " or choose shorter slices with the option slice");
  }

  @Test
  void badFilesAreRefusedOrLeftOut() throws IOException {
    sound("good.wav", 1, 2);
    Path bad = Files.writeString(folder.resolve("bad.wav"), "MThd");
    byte[] loud = TestSounds.chunk("data", TestSounds.floats(0, 20_000));
    Path far =
        Files.write(
            folder.resolve("far.wav"),
            TestSounds.riff(TestSounds.format(TestSounds.FLOAT, 1, 8000, 32), loud));
    refused(
        of(2),
        "cannot read the WAV file "
            + bad
            + ": its content is not that of a WAV file; correct or remove it, or leave such files"
            + " out with the option skipBad");
    try (Dataset data = open(o -> o.slice(2).skipBad(true))) {
      assertThat(data.values(0, data.size())).containsExactly(units(1, 2));
      assertThat(data.description().skipped()).isEqualTo(2);
      assertThat(DataSummary.line(data))
          .contains("from 1 file")
          .contains(
              "; left out 2 files that cannot be read, the first because cannot read the WAV");
    }
    Files.delete(bad);
    refused(of(2), far + ": its values reach 20000.0: expected values from -1 to 1");
    assertThat(open(o -> o.slice(2).normalise(true)).size()).isEqualTo(2);
    Files.delete(folder.resolve("good.wav"));
    assertThatThrownBy(() -> open(o -> o.slice(2).skipBad(true)))
        .hasMessageStartingWith(folder + " contains no readable WAV file; the first failure: ");
  }

  @Test
  void floatsBeyondTheRangeAreClippedAndCounted() throws IOException {
    byte[] data = TestSounds.chunk("data", TestSounds.floats(1.2f, -1.2f));
    Files.write(
        folder.resolve("a.wav"),
        TestSounds.riff(TestSounds.format(TestSounds.FLOAT, 1, 8000, 32), data));
    try (Dataset clipped = open(o -> o.slice(2))) {
      assertThat(clipped.values(0, 1)).containsExactly(32767 / 32768f, -1f);
      assertThat(DataSummary.line(clipped)).contains("; clipped values beyond -1 to 1 in 1 file:");
    }
  }

  @Test
  void formatsThatAreNotReadAreNamed() throws IOException {
    Files.write(folder.resolve("a.mp3"), new byte[9]);
    refused(
        SoundOptions.defaults(),
        "but found only files such as a.mp3: convert .mp3 to .wav, for example with ffmpeg");
    sound("b.wav", 1, 2);
    Files.write(folder.resolve("c.flac"), new byte[9]);
    Files.write(folder.resolve("d.txt"), new byte[9]);
    assertThat(DataSummary.line(open(o -> o.slice(2))))
        .endsWith(
            "; ignored 3 files of other kinds (1 .flac, 1 .mp3, 1 .txt): convert .flac, .mp3 to"
                + " .wav, for example with ffmpeg");
  }

  @Test
  void theKindWithMoreFilesIsRead() throws IOException {
    sound("a.wav", 1, 2);
    TestImages.write(
        folder.resolve("a.png"), TestImages.noise(BufferedImage.TYPE_BYTE_GRAY, 4, 4, 1));
    refused(of(2), "holds as many images as WAV files, 1: expected a folder of one kind");
    sound("b.wav", 3, 4);
    assertThat(DataSummary.line(open(o -> o.slice(2))))
        .startsWith("2 clips")
        .contains("; ignored 1 file of other kinds (1 .png)");
    assertThatThrownBy(() -> Datasets.open(folder.resolve("a.wav"), DataOptions.defaults()))
        .hasMessageContaining("is one WAV file: expected the folder that holds the WAV files");
  }

  @Test
  void theContentIsThatOfTheFilesWhereverItIsKept() throws IOException {
    for (int i = 0; i < 300; i++) {
      sound(i % 7 + "/" + i + ".wav", i, -i, 3 * i, 7);
    }
    String onHeap = open(o -> o.slice(2)).digest();
    try (Dataset mapped = Datasets.open(folder, DataOptions.of(o -> o.heapLimit(0).sound(of(2))))) {
      assertThat(mapped.digest()).isEqualTo(onHeap);
      assertThat(mapped.size()).isEqualTo(600);
    }
    assertThat(open(o -> o.slice(2).firstSlice(true)).digest()).isNotEqualTo(onHeap);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> of(0))
        .isInstanceOf(DataException.class)
        .hasMessage("a slice of 0 samples: expected 1 to 16777216");
    assertThatThrownBy(() -> SoundOptions.of(o -> o.rate(-1)))
        .hasMessage("a rate of -1 samples per second: expected 1 to 1000000");
  }

  private void sound(String name, int... values) throws IOException {
    TestSounds.write(folder.resolve(name), 8000, 1, shorts(values));
  }

  private Dataset open(Consumer<SoundOptions.Builder> changes) {
    return Datasets.open(folder, DataOptions.of(o -> o.sound(SoundOptions.of(changes))));
  }

  private void refused(SoundOptions sound, String message) {
    assertThatThrownBy(() -> Datasets.open(folder, DataOptions.of(o -> o.sound(sound))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  private static SoundOptions of(int slice) {
    return SoundOptions.of(o -> o.slice(slice));
  }

  private static short[] shorts(int... values) {
    short[] shorts = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      shorts[i] = (short) values[i];
    }
    return shorts;
  }

  private static float[] units(int... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i] / 32768f;
    }
    return floats;
  }
}
