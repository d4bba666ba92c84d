package dev.wgan.runtime;

import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.table.SchemaException;
import dev.wgan.table.Table;
import dev.wgan.table.TableCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples that a generator has drawn, in Java memory; independent of the generator.
 *
 * <p>Immutable and thread-safe.
 */
public final class Samples {
  private final ModelInfo model;
  private final int size;
  private final int sampleSize;
  private final float @Nullable [] floats;
  private final byte @Nullable [] bytes;
  private final SampleOrigin origin;

  /** Exactly one of the arrays exists, by the type of the model's output. */
  Samples(
      ModelInfo model,
      int size,
      float @Nullable [] floats,
      byte @Nullable [] bytes,
      SampleOrigin origin) {
    this.model = model;
    this.size = size;
    this.sampleSize = (int) Shapes.elements(model.output().shape());
    this.floats = floats;
    this.bytes = bytes;
    this.origin = origin;
  }

  /**
   * Returns the number of samples.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * Returns the dimensions of one sample, such as [channels, height, width].
   *
   * @return the dimensions, without the batch
   */
  public List<Integer> shape() {
    return model.output().shape();
  }

  /**
   * Returns whether the samples were drawn from a seed.
   *
   * @return true if {@link #seed} and {@link #firstIndex} identify the samples, false if they were
   *     made from given latents
   */
  public boolean seeded() {
    return origin.seeded();
  }

  /**
   * Returns the seed the samples were drawn with; {@code generator.sample(n, seed)} repeats them.
   *
   * @return the seed
   * @throws IllegalStateException if they were made from given latents
   */
  public long seed() {
    checkSeeded();
    return origin.seed();
  }

  /**
   * Returns the index of the first sample within its seed.
   *
   * @return the index, 0 or more
   * @throws IllegalStateException if the samples were made from given latents
   */
  public long firstIndex() {
    checkSeeded();
    return origin.first();
  }

  /**
   * Returns the number of candidates among which rows that meet a condition, or the constraints of
   * a table, were chosen. {@code size() / (double) candidates()} estimates the share of the model's
   * rows that meet them.
   *
   * @return the number of candidates up to the accepted one, over all rows; the number of samples
   *     if there was nothing to meet
   */
  public long candidates() {
    int[] candidates = origin.candidates();
    return candidates == null ? size : size + Arrays.stream(candidates).asLongStream().sum();
  }

  /** These samples with the values of rows that were chosen among candidates. */
  Samples withRows(float[] values, int[] candidates) {
    SampleOrigin chosen =
        new SampleOrigin(
            origin.seeded(), origin.seed(), origin.first(), origin.labels(), candidates);
    return new Samples(model, size, values, null, chosen);
  }

  /**
   * Returns the class of a sample of a class-conditional model.
   *
   * @param i the sample, 0 to size - 1
   * @return its label
   * @throws IllegalStateException if the model is not class-conditional
   */
  public int label(int i) {
    long[] labels = origin.labels();
    if (labels == null) {
      throw new IllegalStateException(
          "the model is not class-conditional: its samples have no label");
    }
    return (int) labels[requireIndex(i)];
  }

  private int requireIndex(int i) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException(
          "i is %s: expected the index of one of the %s samples, the first of which is 0"
              .formatted(i, size));
    }
    return i;
  }

  /**
   * Returns the name of the class of a sample of a class-conditional model.
   *
   * @param i the sample, 0 to size - 1
   * @return the name that its label has in {@link ModelInfo#classNames}
   * @throws IllegalStateException if the model is not class-conditional
   */
  public String className(int i) {
    return model.classNames().get(label(i));
  }

  /**
   * Returns a copy of one sample's values. If the training data were standardised, this is undone:
   * the values are in the units of the table's columns.
   *
   * @param i the sample, 0 to size - 1
   * @return the values, row-major, of {@link #shape}
   */
  public float[] get(int i) {
    int from = requireIndex(i) * sampleSize;
    if (floats != null && model.standardisation().isEmpty()) {
      return Arrays.copyOfRange(floats, from, from + sampleSize);
    }
    float[] sample = new float[sampleSize];
    for (int k = 0; k < sampleSize; k++) {
      sample[k] = value(from + k);
    }
    return sample;
  }

  /**
   * Returns a copy of all values, converted as by {@link #get}.
   *
   * @return the values, [size, shape], row-major
   */
  public float[] toArray() {
    return fit("as one array", this::allValues);
  }

  private float[] allValues() {
    if (model.standardisation().isEmpty()) {
      return raw();
    }
    float[] all = new float[size * sampleSize];
    for (int k = 0; k < all.length; k++) {
      all[k] = value(k);
    }
    return all;
  }

  private <T> T fit(String form, Supplier<T> make) {
    return HeapArrays.fit("%s samples of shape %s %s".formatted(size, shape(), form), make);
  }

  /**
   * Returns the model's raw float output without copying; standardisation is not undone.
   *
   * @return a read-only view, [size, shape], row-major
   * @throws IllegalStateException if the model's samples are unsigned bytes
   */
  public FloatBuffer floatBuffer() {
    if (floats == null) {
      throw new IllegalStateException("the model's samples are unsigned bytes: use byteBuffer()");
    }
    return FloatBuffer.wrap(floats).asReadOnlyBuffer();
  }

  /**
   * Returns the model's raw output of unsigned bytes without copying.
   *
   * @return a read-only view, [size, shape], row-major
   * @throws IllegalStateException if the model's samples are floats
   */
  public ByteBuffer byteBuffer() {
    if (bytes == null) {
      throw new IllegalStateException("the model's samples are floats: use floatBuffer()");
    }
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /**
   * Renders one sample: grey for one channel, RGB for three, RGB with alpha for four.
   *
   * @param i the sample, 0 to size - 1
   * @return a new image; the value range's low is black, its high white
   * @throws IllegalStateException if the samples are not images
   */
  public BufferedImage image(int i) {
    return renderer().image(get(i));
  }

  /**
   * Returns one sample as a PNG, for example for the body of an HTTP response.
   *
   * @param i the sample, 0 to size - 1
   * @return the bytes of a PNG file
   * @throws IllegalStateException if the samples are not images
   */
  public byte[] pngBytes(int i) {
    BufferedImage image = image(i);
    return fit("with a picture's bytes", () -> png(image));
  }

  /**
   * Writes one sample as a PNG to a stream, which is flushed but not closed.
   *
   * @param i the sample, 0 to size - 1
   * @param out receives the bytes of the PNG
   * @throws IllegalStateException if the samples are not images
   * @throws UncheckedIOException if writing fails
   */
  public void writePng(int i, OutputStream out) {
    Arguments.require(out, "out");
    BufferedImage image = image(i);
    writing("a picture", () -> ImageRenderer.writePng(image, out));
  }

  /**
   * Writes one sample as a PNG file.
   *
   * @param i the sample, 0 to size - 1
   * @param file the file, whose name ends in .png, replaced atomically
   * @throws IllegalStateException if the samples are not images
   * @throws InputException if the name ends otherwise
   * @throws UncheckedIOException if writing fails
   */
  public void writePng(int i, Path file) {
    Arguments.require(file, "file");
    BufferedImage image = image(i);
    writing(file, () -> ImageRenderer.writePng(image, file));
  }

  /**
   * Renders all samples as one picture, row by row, with a gap of two pixels between them.
   *
   * @param columns samples in a row, 1 or more
   * @return a new image
   * @throws IllegalStateException if the samples are not images
   * @throws InputException if there are none, or too many for one picture
   */
  public BufferedImage grid(int columns) {
    ImageRenderer renderer = renderer();
    return fit("as one picture", () -> renderer.grid(allValues(), columns));
  }

  /**
   * Returns all samples as one PNG, arranged as close to a square as possible.
   *
   * @return the bytes of a PNG file
   * @throws IllegalStateException if the samples are not images
   * @throws InputException if there are none, or too many for one picture
   */
  public byte[] gridBytes() {
    BufferedImage grid = grid(squareColumns());
    return fit("with a picture's bytes", () -> png(grid));
  }

  /**
   * Writes all samples as one PNG to a stream, arranged as close to a square as possible; the
   * stream is flushed but not closed.
   *
   * @param out receives the bytes of the PNG
   * @throws IllegalStateException if the samples are not images
   * @throws InputException if there are none, or too many for one picture
   * @throws UncheckedIOException if writing fails
   */
  public void writeGrid(OutputStream out) {
    Arguments.require(out, "out");
    BufferedImage grid = grid(squareColumns());
    writing("a picture", () -> ImageRenderer.writePng(grid, out));
  }

  /**
   * Writes all samples into one PNG file, arranged as close to a square as possible.
   *
   * @param file the file, whose name ends in .png, replaced atomically
   * @throws IllegalStateException if the samples are not images
   * @throws InputException if the name ends otherwise, if there are no samples, or too many for one
   *     picture
   * @throws UncheckedIOException if writing fails
   */
  public void writeGrid(Path file) {
    writeGrid(file, squareColumns());
  }

  /**
   * Writes all samples into one PNG file, row by row.
   *
   * @param file the file, whose name ends in .png, replaced atomically
   * @param columns samples in a row, 1 or more
   * @throws IllegalStateException if the samples are not images
   * @throws InputException if the name ends otherwise, if there are no samples, or too many for one
   *     picture
   * @throws UncheckedIOException if writing fails
   */
  public void writeGrid(Path file, int columns) {
    Arguments.require(file, "file");
    BufferedImage grid = grid(columns);
    writing(file, () -> ImageRenderer.writePng(grid, file));
  }

  private int squareColumns() {
    return (int) Math.ceil(Math.sqrt(size));
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writing("a picture", () -> ImageRenderer.writePng(image, bytes));
    return bytes.toByteArray();
  }

  /**
   * Writes each sample as a PNG into a folder, named after its index: {@code 000042.png}.
   *
   * @param folder the folder, which is created if it does not exist
   * @throws IllegalStateException if the samples are not images
   * @throws UncheckedIOException if writing fails
   */
  public void writeImages(Path folder) {
    Arguments.require(folder, "folder");
    ImageRenderer renderer = renderer();
    writing(
        folder,
        () -> {
          Files.createDirectories(folder);
          for (int i = 0; i < size; i++) {
            String name = String.format(Locale.ROOT, "%06d.png", origin.first() + i);
            ImageRenderer.writePng(renderer.image(get(i)), folder.resolve(name));
          }
        });
  }

  private ImageRenderer renderer() {
    return ImageRenderer.of(model.output());
  }

  /**
   * Returns one sample as a film.
   *
   * @param i the sample, 0 to size - 1
   * @return a film with the model's delay between frames
   * @throws NotVideoException if the samples are not films
   */
  public Video video(int i) {
    return VideoRenderer.of(model.output()).video(get(i));
  }

  /**
   * Writes all samples into one animated GIF, next to each other in about as many columns as rows.
   *
   * @param file the file, whose name ends in .gif, replaced atomically
   * @throws NotVideoException if the samples are not films
   * @throws InputException if the name ends otherwise, if there are no samples, or more than 100
   *     million pixels
   * @throws UncheckedIOException if writing fails
   */
  public void writeGif(Path file) {
    Arguments.require(file, "file");
    films().writeGif(file);
  }

  /**
   * Writes all samples as one animated GIF to a stream, which is flushed but not closed; the bytes
   * are those of {@link #writeGif(Path)}.
   *
   * @param out receives the bytes of the GIF
   * @throws NotVideoException if the samples are not films
   * @throws InputException if there are no samples, or more than 100 million pixels
   * @throws UncheckedIOException if writing fails
   */
  public void writeGif(OutputStream out) {
    Arguments.require(out, "out");
    films().writeGif(out);
  }

  private Video films() {
    VideoRenderer films = VideoRenderer.of(model.output());
    return fit("as one film", () -> films.grid(allValues(), squareColumns()));
  }

  /**
   * Writes each sample as an animated GIF into a folder, with the names of {@link #writeWavs}.
   *
   * @param folder the folder, which is created if it does not exist
   * @throws NotVideoException if the samples are not films
   * @throws UncheckedIOException if writing fails
   */
  public void writeGifs(Path folder) {
    Arguments.require(folder, "folder");
    VideoRenderer films = VideoRenderer.of(model.output());
    writeEach(folder, "gif", (file, i) -> films.video(get(i)).writeGif(file));
  }

  /**
   * Returns one picture of all films: a row of frames for each.
   *
   * @return the picture
   * @throws NotVideoException if the samples are not films
   * @throws InputException if there are no samples, or more than 100 million pixels
   */
  public BufferedImage filmStrips() {
    VideoRenderer films = VideoRenderer.of(model.output());
    return fit("as one picture", () -> films.strips(allValues()));
  }

  /**
   * Returns one sample as sound.
   *
   * @param i the sample, 0 to size - 1
   * @return a clip with the model's sample rate; the value range is mapped to [-1, 1]
   * @throws NotAudioException if the samples are not audio, or their rate or range is unknown
   * @throws RunException if a value is not finite
   */
  public AudioClip audio(int i) {
    return audio(AudioRenderer.of(model.output()), i);
  }

  private AudioClip audio(AudioRenderer renderer, int i) {
    try {
      return renderer.clip(get(i));
    } catch (InputException e) {
      throw new RunException(
          "sample %s of the %s samples cannot be played: %s".formatted(i, size, e.getMessage()), e);
    }
  }

  /**
   * Writes all samples into one WAV file, with a fifth of a second of silence between them.
   *
   * @param file the file, whose name ends in .wav, replaced atomically
   * @throws NotAudioException if the samples are not audio, or their rate or range is unknown
   * @throws InputException if the name ends otherwise, if there are no samples, or more than the 4
   *     GB of a WAV file hold
   * @throws RunException if a value is not finite
   * @throws UncheckedIOException if writing fails
   */
  public void writeWav(Path file) {
    Arguments.require(file, "file");
    PcmWav.requireName(file);
    AtomicFile.Content sound = sound();
    writing(file, () -> AtomicFile.write(file, sound));
  }

  /**
   * Writes all samples as one WAV file to a stream, which is flushed but not closed; the bytes are
   * those of {@link #writeWav(Path)}.
   *
   * @param out receives the bytes of the file, none if the samples are refused
   * @throws NotAudioException if the samples are not audio, or their rate or range is unknown
   * @throws InputException if there are no samples, or more than the 4 GB of a WAV file hold
   * @throws RunException if a value is not finite
   * @throws UncheckedIOException if writing fails
   */
  public void writeWav(OutputStream out) {
    Arguments.require(out, "out");
    AtomicFile.Content sound = sound();
    writing(
        "a sound",
        () -> {
          sound.writeTo(out);
          out.flush();
        });
  }

  /** All samples as one sound, checked. */
  private AtomicFile.Content sound() {
    AudioRenderer renderer = AudioRenderer.of(model.output());
    if (size == 0) {
      throw new InputException("there are no samples to write as sound: expected at least one");
    }
    for (int i = 0; i < size; i++) {
      audio(renderer, i); // a stream must not end in the middle
    }
    return out -> PcmWav.writeJoined(size, i -> audio(renderer, i), renderer.gap(), out);
  }

  /**
   * Writes each sample as a WAV file into a folder, named after its index and, if the model is
   * class-conditional, its class: {@code 000042.wav}, {@code 000042-seven.wav}. Characters other
   * than letters, digits, dots and hyphens become underscores.
   *
   * @param folder the folder, which is created if it does not exist
   * @throws NotAudioException if the samples are not audio, or their rate or range is unknown
   * @throws RunException if a value is not finite
   * @throws UncheckedIOException if writing fails
   */
  public void writeWavs(Path folder) {
    Arguments.require(folder, "folder");
    AudioRenderer renderer = AudioRenderer.of(model.output());
    writeEach(folder, "wav", (file, i) -> audio(renderer, i).writeWav(file));
  }

  /** Writes a file for each sample, named after its index and class. */
  private void writeEach(Path folder, String ending, ObjIntConsumer<Path> writer) {
    writing(
        folder,
        () -> {
          Files.createDirectories(folder);
          for (int i = 0; i < size; i++) {
            String name =
                String.format(Locale.ROOT, "%06d%s.%s", origin.first() + i, suffix(i), ending);
            writer.accept(folder.resolve(name), i);
          }
        });
  }

  /** The class of a sample, as the end of a file's name. */
  private String suffix(int i) {
    return origin.labels() == null || model.classNames().isEmpty()
        ? ""
        : "-" + className(i).replaceAll("[^\\p{L}\\p{N}.-]", "_");
  }

  /**
   * Returns all samples as typed rows. Row i of a seed is always the same, whatever the number of
   * samples that are drawn with it.
   *
   * @return the rows
   * @throws IllegalStateException if the model does not describe typed columns, or the samples were
   *     made from given latents, without the seed from which categories are drawn
   * @throws RunException if a value is not finite
   */
  public Table table() {
    TableCodec codec = model.requireTable();
    if (!origin.seeded()) {
      throw new IllegalStateException(
          "these samples were made from given latents: categories are drawn from a seed, expected"
              + " samples of one");
    }
    return fit(
        "as a table",
        () -> {
          try {
            float[] values = floats != null ? floats : raw();
            int[] candidates = origin.candidates();
            if (candidates == null) {
              return codec.decode(values, origin.seed(), origin.first());
            }
            long[] rows = LongStream.range(origin.first(), origin.first() + size).toArray();
            return codec.decode(values, origin.seed(), rows, candidates);
          } catch (SchemaException e) {
            throw new RunException("the rows cannot be decoded: " + e.getMessage(), e);
          }
        });
  }

  /**
   * Writes all samples as NumPy's {@code .npy}, float32 (uint8 if the model's samples are bytes) of
   * shape [size, shape], with the values of {@link #get}.
   *
   * @param file the file, whose name ends in .npy, replaced atomically
   * @throws InputException if the name ends otherwise
   * @throws UncheckedIOException if writing fails
   */
  public void writeNpy(Path file) {
    Arguments.require(file, "file");
    Npy.write(file, toTensor());
  }

  /**
   * Writes all samples as NumPy's {@code .npy} to a stream, which is flushed but not closed; the
   * values are those of {@link #writeNpy(Path)}.
   *
   * @param out receives the bytes of the file
   * @throws UncheckedIOException if writing fails
   */
  public void writeNpy(OutputStream out) {
    Arguments.require(out, "out");
    Npy.write(out, toTensor());
  }

  /**
   * Returns all samples as one tensor, [size, shape], with the values of {@link #get}.
   *
   * @return a copy of the values
   */
  public TensorData toTensor() {
    int[] dims = new int[shape().size() + 1];
    dims[0] = size;
    for (int d = 1; d < dims.length; d++) {
      dims[d] = shape().get(d - 1);
    }
    return bytes != null && model.standardisation().isEmpty()
        ? TensorData.of(fit("as one array", bytes::clone), dims)
        : TensorData.of(toArray(), dims);
  }

  /** All values of the model's output. */
  float[] raw() {
    if (floats != null) {
      return floats.clone();
    }
    float[] all = new float[size * sampleSize];
    for (int k = 0; k < all.length; k++) {
      all[k] = raw(k);
    }
    return all;
  }

  private float raw(int k) {
    return floats != null ? floats[k] : Objects.requireNonNull(bytes)[k] & 0xFF;
  }

  private float value(int k) {
    float raw = raw(k);
    if (model.standardisation().isEmpty()) {
      return raw;
    }
    Standardisation undo = model.standardisation().get();
    int column = k % undo.columns().size();
    return raw * undo.scale().get(column) + undo.mean().get(column);
  }

  private void checkSeeded() {
    if (!origin.seeded()) {
      throw new IllegalStateException(
          "these samples were made from given latents, not from a seed");
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void writing(Object target, Writing content) {
    try {
      content.run();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "Samples[" + size + " x " + Shapes.text(shape()) + "]";
  }
}
