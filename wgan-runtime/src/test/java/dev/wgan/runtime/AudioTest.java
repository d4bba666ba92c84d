package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples as sound: values, WAV files as the JDK reads them, and what is refused. */
class AudioTest {
  private static final int LENGTH = 20;

  @TempDir Path folder;

  /** A tanh of latents: [channels, length], of two classes that change nothing. */
  private static ModelBuilder sound(int channels, String range) {
    ModelBuilder model =
        new ModelBuilder()
            .meta("wgan.input.latent", "z")
            .meta("wgan.input.label", "label")
            .meta("wgan.classes", "one,oh%2Fzero")
            .meta("wgan.latent.distribution", "normal")
            .meta("wgan.latent.shape", channels + "," + LENGTH)
            .meta("wgan.output", "samples")
            .meta("wgan.sample.kind", "audio")
            .meta("wgan.sample.shape", channels + "," + LENGTH)
            .meta("wgan.sample.range", range);
    model.input("z", FLOAT, -1, channels, LENGTH).input("label", INT64, -1);
    String zeros = model.constant(new float[2], 2, 1, 1);
    String nothing = model.node("Gather", List.of(zeros, "label"));
    String sum = model.node("Add", List.of("z", nothing));
    model.nodeTo("samples", "Tanh", List.of(sum));
    return model.output("samples", FLOAT, -1, channels, LENGTH);
  }

  private static Generator load(int channels) {
    return Generator.load(
        sound(channels, "-1.0,1.0").meta("wgan.sample_rate", "8000").build(),
        GeneratorOptions.defaults());
  }

  /** The 16-bit values of a stream, [frames × channels]. */
  private static short[] pcm(AudioInputStream in) throws IOException {
    byte[] bytes = in.readAllBytes();
    short[] values = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
    return values;
  }

  private static AudioInputStream open(byte[] wav) {
    try {
      return AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav));
    } catch (UnsupportedAudioFileException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theJdkReadsTheValuesOfASample(int channels) throws IOException {
    try (Generator generator = load(channels)) {
      assertThat(generator.info().sampleRate()).hasValue(8000);
      Samples samples = generator.sample(3, 5);
      AudioClip clip = samples.audio(2);
      assertThat(clip.sampleRate()).isEqualTo(8000);
      assertThat(clip.channels()).isEqualTo(channels);
      assertThat(clip.length()).isEqualTo(LENGTH);
      assertThat(clip.duration()).isEqualTo(Duration.ofNanos(2_500_000));
      assertThat(clip.values()).isEqualTo(samples.get(2));
      Path file = folder.resolve("clip.wav");
      clip.writeWav(file);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      clip.writeWav(stream);
      assertThat(Files.readAllBytes(file))
          .isEqualTo(stream.toByteArray())
          .isEqualTo(clip.wavBytes());
      AudioInputStream read = open(clip.wavBytes());
      AudioFormat format = read.getFormat();
      assertThat(format.getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
      assertThat(format.getSampleSizeInBits()).isEqualTo(16);
      assertThat(format.getSampleRate()).isEqualTo(8000);
      assertThat(format.getChannels()).isEqualTo(channels);
      assertThat(read.getFrameLength()).isEqualTo(LENGTH);
      short[] values = pcm(read);
      assertThat(pcm(clip.toAudioInputStream())).isEqualTo(values);
      for (int c = 0; c < channels; c++) {
        for (int t = 0; t < LENGTH; t++) {
          float expected = samples.get(2)[c * LENGTH + t];
          // Half a step of 16 bits, and 1 itself is one step too high for them.
          assertThat(values[t * channels + c] / 32768f).isCloseTo(expected, within(1.01f / 32768));
          assertThat(Math.abs(values[t * channels + c] - 32768f * expected))
              .isLessThanOrEqualTo(expected < 0.9999f ? 0.5f : 1.01f);
        }
      }
    }
  }

  @Test
  void valuesOutsideTheRangeAreClippedNotWrapped() throws IOException {
    AudioClip clip = AudioClip.of(new float[] {-3, -1, -0.5f, 0, 0.5f, 1, 7}, 1, 44_100);
    assertThat(clip.values()).containsExactly(-1, -1, -0.5f, 0, 0.5f, 1, 1);
    assertThat(pcm(open(clip.wavBytes())))
        .containsExactly(new short[] {-32768, -32768, -16384, 0, 16384, 32767, 32767});
  }

  @Test
  void anotherRangeIsFullAmplitudeToo() {
    byte[] bytes = sound(1, "-0.5,0.5").meta("wgan.sample_rate", "8000").build();
    try (Generator generator = Generator.load(bytes, GeneratorOptions.defaults())) {
      Samples samples = generator.sample(1, 3);
      float value = samples.get(0)[0];
      assertThat(samples.audio(0).values()[0]).isEqualTo(Math.max(-1, Math.min(1, 2 * value)));
    }
  }

  @Test
  void manySamplesBecomeOneSoundWithPausesOrAFileEach() throws IOException {
    try (Generator generator = load(1)) {
      Samples samples = generator.sample(SampleRequest.of(3).seed(5).first(40).labels(0, 1, 0));
      Path file = folder.resolve("all.wav");
      samples.writeWav(file);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      samples.writeWav(stream);
      assertThat(Files.readAllBytes(file)).isEqualTo(stream.toByteArray());
      short[] values = pcm(open(stream.toByteArray()));
      int gap = 1600; // a fifth of a second
      assertThat(values).hasSize(3 * LENGTH + 2 * gap);
      for (int i = 0; i < 3; i++) {
        short[] one = pcm(samples.audio(i).toAudioInputStream());
        int from = i * (LENGTH + gap);
        assertThat(java.util.Arrays.copyOfRange(values, from, from + LENGTH)).isEqualTo(one);
      }
      for (int t = LENGTH; t < LENGTH + gap; t++) {
        assertThat(values[t]).isZero();
      }
      samples.writeWavs(folder.resolve("words"));
      try (Stream<Path> files = Files.list(folder.resolve("words"))) {
        assertThat(files.map(f -> f.getFileName().toString()).sorted())
            .containsExactly("000040-one.wav", "000041-oh_zero.wav", "000042-one.wav");
      }
      assertThat(Files.readAllBytes(folder.resolve("words/000041-oh_zero.wav")))
          .isEqualTo(samples.audio(1).wavBytes());
    }
  }

  @Test
  void withoutARateThereIsOneSentenceAndARateCanBeGiven() {
    byte[] bytes = sound(1, "-1.0,1.0").build();
    try (Generator generator = Generator.load(bytes, GeneratorOptions.defaults())) {
      assertThat(generator.info().sampleRate()).isEmpty();
      assertThatThrownBy(() -> generator.sample(1, 1).audio(0))
          .isInstanceOf(NotAudioException.class)
          .hasMessage(
              "samples of shape [1, 20] without a sample rate are not audio: say with the option"
                  + " sampleRate how many values per second they have");
    }
    try (Generator generator =
        Generator.load(bytes, GeneratorOptions.of(o -> o.sampleRate(22_050)))) {
      assertThat(generator.sample(1, 1).audio(0).sampleRate()).isEqualTo(22_050);
      assertThat(generator.info().output())
          .hasToString("samples (float32 audio n x [1, 20] from -1.0 to 1.0, 22050 Hz)");
    }
    assertThatThrownBy(() -> GeneratorOptions.of(o -> o.sampleRate(0)))
        .isInstanceOf(InputException.class)
        .hasMessage("a sample rate of 0 Hz: expected 1 to 1000000");
    byte[] odd = sound(1, "-1.0,1.0").meta("wgan.sample_rate", "0").build();
    assertThatThrownBy(() -> Generator.load(odd, GeneratorOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("wgan.sample_rate");
  }

  @Test
  void aForeignModelPlaysAtAGivenRate() {
    byte[] foreign = ModelBuilder.withoutMetadata(foreign(LENGTH));
    try (Generator generator =
        Generator.load(foreign, GeneratorOptions.of(o -> o.sampleRate(16_000)))) {
      assertThat(generator.info().output().kind()).isEqualTo(SampleKind.AUDIO);
      AudioClip clip = generator.sample(1, 1).audio(0);
      assertThat(clip).hasToString("AudioClip[1 x 20 at 16000 Hz]");
    }
    try (Generator generator = Generator.load(foreign, GeneratorOptions.defaults())) {
      assertThat(generator.info().output().kind()).isEqualTo(SampleKind.VECTOR);
      assertThatThrownBy(() -> generator.sample(1, 1).audio(0))
          .isInstanceOf(NotAudioException.class)
          .hasMessageContaining("[20] without a sample rate");
    }
  }

  private static byte[] foreign(int length) {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, length);
    model.nodeTo("samples", "Tanh", List.of("z"));
    return model.output("samples", FLOAT, -1, length).build();
  }

  @Test
  void whatIsNotSoundIsRefused() {
    try (Generator images = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      assertThatThrownBy(() -> images.sample(1, 1).audio(0))
          .isInstanceOf(NotAudioException.class)
          .hasMessageContaining("samples of shape [1, 28, 28] are not audio");
    }
    try (Generator generator = load(1)) {
      Samples samples = generator.sample(1, 1);
      assertThatThrownBy(() -> samples.writeWav(folder.resolve("sound.mp3")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected a name that ends in .wav");
      assertThatThrownBy(() -> samples.image(0)).isInstanceOf(NotDrawableException.class);
    }
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> AudioClip.of(new float[] {0, Float.NaN}, 1, 8000))
        .isInstanceOf(InputException.class)
        .hasMessage("the value NaN in channel 0 at frame 1 of a clip: expected finite numbers");
    assertThatThrownBy(() -> AudioClip.of(new float[3], 2, 8000))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3 values");
    assertThatThrownBy(() -> AudioClip.of(new float[3], 3, 8000))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected 1 (mono) or 2 (stereo)");
  }
}
