package dev.wgan.runtime;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A trained network that enlarges pictures by a whole factor.
 *
 * <p>Thread-safe. The caller closes it; closing waits for calls in flight.
 *
 * <p>Pictures may be grey or in colour. They may have any size, unless the network has a layer of
 * fixed size: such a model takes pictures of one size and refuses others. A picture is cut into
 * tiles. The network gets each tile with the surrounding pixels that can influence the tile, so
 * that the result has no seams. The tiles depend only on the model and the size of the picture, so
 * that the number of threads does not change the result.
 *
 * <p>Alpha is enlarged by cubic interpolation. Grey pictures stay grey, and a picture with a
 * palette becomes one without. The result has 8 bits per sample; samples of more bits are rounded,
 * which {@link TileListener#remark} reports.
 */
public final class Upscaler implements LoadedModel {
  private static final TileListener SILENT = (done, total) -> {};

  private final ImageModel model;

  private Upscaler(ImageModel model) {
    this.model = model;
  }

  /**
   * Loads a model with default options.
   *
   * @param file an ONNX file
   * @return the upscaler, which the caller closes
   * @throws ModelLoadException if the file cannot be read, is damaged or does not contain an
   *     upscaler
   * @throws ProviderException if ONNX Runtime cannot run here
   */
  public static Upscaler load(Path file) {
    return load(file, ImageOptions.defaults());
  }

  /**
   * Loads a model.
   *
   * @param file an ONNX file; its external weights must be in its folder
   * @param options the options of loading and running
   * @return the upscaler, which the caller closes
   * @throws ModelLoadException if the file cannot be read, is damaged or does not contain an
   *     upscaler
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Upscaler load(Path file, ImageOptions options) {
    Arguments.require(file, "file");
    return load(options, loading -> ModelSource.of(file, loading));
  }

  /**
   * Loads a model from memory.
   *
   * @param model the bytes of an ONNX file, with all its weights
   * @param options the options of loading and running
   * @return the upscaler, which the caller closes
   * @throws ModelLoadException if the bytes are damaged or do not contain an upscaler
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Upscaler load(byte[] model, ImageOptions options) {
    Arguments.require(model, "model");
    return load(options, loading -> ModelSource.of("the model", model, loading));
  }

  /**
   * Loads a model from a stream, which is read to its end but not closed.
   *
   * @param in an ONNX file, with all its weights
   * @param options the options of loading and running
   * @return the upscaler, which the caller closes
   * @throws ModelLoadException if the stream cannot be read, is damaged or does not contain an
   *     upscaler
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Upscaler load(InputStream in, ImageOptions options) {
    Arguments.require(in, "in");
    return load(options, loading -> ModelSource.of("the model", in, loading));
  }

  /**
   * Loads a model from the class path.
   *
   * @param loader the class loader that finds it
   * @param resource its name, such as {@code models/photo-x2.onnx}
   * @param options the options of loading and running
   * @return the upscaler, which the caller closes
   * @throws ModelLoadException if the resource does not exist, is damaged or does not contain an
   *     upscaler
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Upscaler loadResource(ClassLoader loader, String resource, ImageOptions options) {
    Arguments.require(loader, "loader");
    Arguments.require(resource, "resource");
    return load(options, loading -> ModelSource.of(loader, resource, loading));
  }

  /**
   * Loads a pretrained model of an artifact on the class path, with default options.
   *
   * @param name the model's name, one of those in {@link Generator#pretrainedNames} that enlarge
   *     pictures, such as {@code photo-x2}
   * @return the upscaler, which the caller closes
   * @throws ModelLoadException if no artifact has a model of that name, or if the model is not an
   *     upscaler or is damaged
   * @throws ProviderException if ONNX Runtime cannot run here
   */
  public static Upscaler pretrained(String name) {
    return pretrained(name, ImageOptions.defaults());
  }

  /**
   * Loads a pretrained model of an artifact on the class path.
   *
   * @param name the model's name, as for {@link #pretrained(String)}
   * @param options the options of loading and running
   * @return the upscaler, which the caller closes
   * @throws ModelLoadException if no artifact has a model of that name, or if the model is not an
   *     upscaler or is damaged
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Upscaler pretrained(String name, ImageOptions options) {
    Arguments.require(name, "name");
    return load(options, loading -> Pretrained.source(name, loading));
  }

  private static Upscaler load(
      ImageOptions options, Function<GeneratorOptions, ModelSource> source) {
    Arguments.require(options, "options");
    return load(source.apply(options.loading()), options);
  }

  static Upscaler load(ModelSource source, ImageOptions options) {
    return new Upscaler(ImageModel.load(source, ModelTask.UPSCALE, options));
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public ActiveProvider provider() {
    return model.provider();
  }

  @Override
  public SelfTestResult selfTest() {
    return model.selfTest(model.signal());
  }

  /**
   * Returns the factor by which height and width grow.
   *
   * @return 2, 3 or 4
   */
  public int factor() {
    return model.facts().factor();
  }

  /**
   * Enlarges a picture.
   *
   * @param picture the picture, which is not changed
   * @return the enlarged picture: {@code TYPE_BYTE_GRAY}, {@code TYPE_3BYTE_BGR}, {@code
   *     TYPE_4BYTE_ABGR}, or {@code TYPE_CUSTOM} for grey with alpha and other colour spaces
   * @throws InputException if the model has a layer of fixed size and the picture has another size,
   *     or if the result would have more than 2^31 bytes (then use {@link #upscale(Path, Path)})
   * @throws RunException if the run fails
   * @throws SamplingTimeoutException if the options have a timeout and it passed
   * @throws SamplingInterruptedException if the calling thread is interrupted; its interrupt flag
   *     stays set
   * @throws IllegalStateException if the upscaler is closed
   */
  public BufferedImage upscale(BufferedImage picture) {
    return upscale(picture, SILENT);
  }

  /**
   * Enlarges a picture, and reports progress.
   *
   * @param picture the picture, which is not changed
   * @param listener receives progress after each tile
   * @return the enlarged picture, as {@link #upscale(BufferedImage)} returns it
   * @throws InputException for the reasons that {@link #upscale(BufferedImage)} has
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws IllegalStateException if the upscaler is closed
   */
  public BufferedImage upscale(BufferedImage picture, TileListener listener) {
    Arguments.require(picture, "picture");
    Arguments.require(listener, "listener");
    StopSignal signal = model.signal();
    PixelRows source = PixelRows.of(picture);
    long width = (long) source.width() * factor();
    long height = (long) source.height() * factor();
    if (!source.format().fits(width, height)) {
      throw new InputException(
          "the enlarged picture would have %s x %s pixels, which no array holds: write it to a file"
              .formatted(width, height));
    }
    TileGrid grid = model.grid(source);
    ImageModel.remark(source, listener);
    BufferedImage large;
    try {
      large = source.format().picture((int) width, (int) height);
    } catch (OutOfMemoryError e) {
      throw CallFailures.typed(model.facts().model(), e);
    }
    UpscalePainter painter = new UpscalePainter(model.facts(), source, large.getRaster());
    List<Tile> tiles = grid.tiles();
    model.paint(tiles, painter, new TileProgress(listener, tiles.size()), signal);
    return large;
  }

  /**
   * Enlarges pictures one after the other. A timeout of the options limits the time of each
   * picture.
   *
   * @param pictures the pictures, which are not changed
   * @return the enlarged pictures, in the same order
   * @throws InputException for the reasons that {@link #upscale(BufferedImage)} has
   * @throws RunException if a run fails, or if the timeout or an interruption stops it
   * @throws IllegalStateException if the upscaler is closed
   */
  public List<BufferedImage> upscale(List<BufferedImage> pictures) {
    Arguments.require(pictures, "pictures");
    List<BufferedImage> large = new ArrayList<>(pictures.size());
    for (BufferedImage picture : pictures) {
      large.add(upscale(picture));
    }
    return large;
  }

  /**
   * Enlarges a picture file. A PNG is written strip by strip, so that only the small picture must
   * fit into memory. The EXIF orientation of a photo is applied, and its colour profile is kept.
   *
   * @param from a PNG, JPEG, BMP, TIFF or GIF file of one picture
   * @param to a file whose name ends in .png, .jpg or .jpeg, replaced atomically
   * @throws InputException if {@code from} cannot be read or is not such a picture; if the model
   *     has a layer of fixed size and the picture has another size; if {@code to} has another
   *     ending, is {@code from} itself, or is a JPEG file that cannot hold the result (alpha, more
   *     than 65,500 pixels a side)
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws java.io.UncheckedIOException if writing fails
   * @throws IllegalStateException if the upscaler is closed
   */
  public void upscale(Path from, Path to) {
    upscale(from, to, SILENT);
  }

  /**
   * Enlarges a picture file as {@link #upscale(Path, Path)} does, and reports progress.
   *
   * @param from a PNG, JPEG, BMP, TIFF or GIF file of one picture
   * @param to a file whose name ends in .png, .jpg or .jpeg, replaced atomically
   * @param listener receives progress after each tile
   * @throws InputException if {@code from} cannot be read or is not such a picture; if the model
   *     has a layer of fixed size and the picture has another size; if {@code to} has another
   *     ending, is {@code from} itself, or is a JPEG file that cannot hold the result (alpha, more
   *     than 65,500 pixels a side)
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws java.io.UncheckedIOException if writing fails
   * @throws IllegalStateException if the upscaler is closed
   */
  public void upscale(Path from, Path to, TileListener listener) {
    Arguments.require(from, "from");
    Arguments.require(to, "to");
    Arguments.require(listener, "listener");
    PictureWriter.requireTarget(to, from);
    write(from, listener, (writer, strips, painter) -> writer.write(to, strips, painter));
  }

  /**
   * Enlarges a picture file, and writes a PNG to a stream, which is flushed but not closed.
   *
   * @param from a PNG, JPEG, BMP, TIFF or GIF file of one picture
   * @param to receives the bytes of the PNG
   * @param listener receives progress after each tile
   * @throws InputException if {@code from} cannot be read or is not such a picture, or if the model
   *     has a layer of fixed size and the picture has another size
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws java.io.UncheckedIOException if writing fails
   * @throws IllegalStateException if the upscaler is closed
   */
  public void upscale(Path from, OutputStream to, TileListener listener) {
    Arguments.require(from, "from");
    Arguments.require(to, "to");
    Arguments.require(listener, "listener");
    write(from, listener, (writer, strips, painter) -> writer.write(to, strips, painter));
  }

  private void write(Path from, TileListener listener, PictureWriter.Target target) {
    StopSignal signal = model.signal();
    PictureFile file = model.read(from);
    PixelRows source = file.pixels();
    TileGrid grid = model.grid(source);
    ImageModel.remark(source, listener);
    TileProgress progress = new TileProgress(listener, grid.rows().size() * grid.columns().size());
    PictureWriter writer = PictureWriter.of(source, factor(), file.profile());
    target.write(
        writer,
        grid.strips(factor(), writer.height()),
        (strip, rows) ->
            paint(source, rows, grid.tilesOf(grid.rows().get(strip)), progress, signal));
  }

  private void paint(
      PixelRows source,
      WritableRaster rows,
      List<Tile> tiles,
      TileProgress progress,
      StopSignal signal) {
    model.paint(tiles, new UpscalePainter(model.facts(), source, rows), progress, signal);
  }

  /** Returns, for example, "Upscaler[photo.onnx on CPU, closed: ModelInfo[...]]". */
  @Override
  public String toString() {
    return "Upscaler[" + model.text() + "]";
  }

  /**
   * Refuses new calls, waits for the calls in flight and frees the model. An interruption does not
   * end the wait; the interrupt flag stays set. A second call does nothing.
   */
  @Override
  public void close() {
    model.close();
  }
}
