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
 * A trained network that fills holes in pictures.
 *
 * <p>Thread-safe. The caller closes it; closing waits for calls in flight.
 *
 * <p>The white pixels of a mask are the holes: those with a luminance (BT.601) of at least 128 of
 * 255. In a mask with alpha, the luminance is first multiplied by alpha, so that transparent pixels
 * are not holes. Without a mask, the holes are the transparent pixels of the photo: those with an
 * alpha below 128.
 *
 * <p>Pixels outside the holes keep their values, and a picture without holes comes back equal.
 * Filled pixels become opaque. The result has 8 bits per sample; samples of more bits are rounded,
 * which {@link TileListener#remark} reports.
 *
 * <p>Pictures may be grey or in colour. They may have any size, unless the network has a layer of
 * fixed size: such a model takes pictures of one size and refuses others. A picture is cut into
 * tiles. The network gets each tile with the surrounding pixels that can influence the tile; tiles
 * without holes are copied.
 */
public final class Inpainter implements LoadedModel {
  private static final TileListener SILENT = (done, total) -> {};

  private final ImageModel model;

  private Inpainter(ImageModel model) {
    this.model = model;
  }

  /**
   * Loads a model with default options.
   *
   * @param file an ONNX file
   * @return the inpainter, which the caller closes
   * @throws ModelLoadException if the file cannot be read, is damaged or does not contain an
   *     inpainter
   * @throws ProviderException if ONNX Runtime cannot run here
   */
  public static Inpainter load(Path file) {
    return load(file, ImageOptions.defaults());
  }

  /**
   * Loads a model.
   *
   * @param file an ONNX file; its external weights must be in its folder
   * @param options the options of loading and running
   * @return the inpainter, which the caller closes
   * @throws ModelLoadException if the file cannot be read, is damaged or does not contain an
   *     inpainter
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Inpainter load(Path file, ImageOptions options) {
    Arguments.require(file, "file");
    return load(options, loading -> ModelSource.of(file, loading));
  }

  /**
   * Loads a model from memory.
   *
   * @param model the bytes of an ONNX file, with all its weights
   * @param options the options of loading and running
   * @return the inpainter, which the caller closes
   * @throws ModelLoadException if the bytes are damaged or do not contain an inpainter
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Inpainter load(byte[] model, ImageOptions options) {
    Arguments.require(model, "model");
    return load(options, loading -> ModelSource.of("the model", model, loading));
  }

  /**
   * Loads a model from a stream, which is read to its end but not closed.
   *
   * @param in an ONNX file, with all its weights
   * @param options the options of loading and running
   * @return the inpainter, which the caller closes
   * @throws ModelLoadException if the stream cannot be read, is damaged or does not contain an
   *     inpainter
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Inpainter load(InputStream in, ImageOptions options) {
    Arguments.require(in, "in");
    return load(options, loading -> ModelSource.of("the model", in, loading));
  }

  /**
   * Loads a model from the class path.
   *
   * @param loader the class loader that finds it
   * @param resource its name, such as {@code models/photo-inpaint.onnx}
   * @param options the options of loading and running
   * @return the inpainter, which the caller closes
   * @throws ModelLoadException if the resource does not exist, is damaged or does not contain an
   *     inpainter
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Inpainter loadResource(ClassLoader loader, String resource, ImageOptions options) {
    Arguments.require(loader, "loader");
    Arguments.require(resource, "resource");
    return load(options, loading -> ModelSource.of(loader, resource, loading));
  }

  /**
   * Loads a pretrained model of an artifact on the class path, with default options.
   *
   * @param name the model's name, one of those in {@link Generator#pretrainedNames} that fill
   *     holes, such as {@code photo-inpaint}
   * @return the inpainter, which the caller closes
   * @throws ModelLoadException if no artifact has a model of that name, or if the model is not an
   *     inpainter or is damaged
   * @throws ProviderException if ONNX Runtime cannot run here
   */
  public static Inpainter pretrained(String name) {
    return pretrained(name, ImageOptions.defaults());
  }

  /**
   * Loads a pretrained model of an artifact on the class path.
   *
   * @param name the model's name, as for {@link #pretrained(String)}
   * @param options the options of loading and running
   * @return the inpainter, which the caller closes
   * @throws ModelLoadException if no artifact has a model of that name, or if the model is not an
   *     inpainter or is damaged
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Inpainter pretrained(String name, ImageOptions options) {
    Arguments.require(name, "name");
    return load(options, loading -> Pretrained.source(name, loading));
  }

  private static Inpainter load(
      ImageOptions options, Function<GeneratorOptions, ModelSource> source) {
    Arguments.require(options, "options");
    return load(source.apply(options.loading()), options);
  }

  static Inpainter load(ModelSource source, ImageOptions options) {
    return new Inpainter(ImageModel.load(source, ModelTask.INPAINT, options));
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
   * Fills the holes of a photo that a mask marks.
   *
   * @param photo the picture, which is not changed
   * @param mask a picture of the same size, white where the photo has holes
   * @return the completed picture: {@code TYPE_BYTE_GRAY}, {@code TYPE_3BYTE_BGR}, {@code
   *     TYPE_4BYTE_ABGR}, or {@code TYPE_CUSTOM} for grey with alpha and other colour spaces
   * @throws InputException if the mask has another size or is white everywhere, if the model has a
   *     layer of fixed size and the photo has another size, or if the result would have more than
   *     2^31 bytes (then use {@link #inpaint(Path, Path, Path)})
   * @throws RunException if the run fails
   * @throws SamplingTimeoutException if the options have a timeout and it passed
   * @throws SamplingInterruptedException if the calling thread is interrupted; its interrupt flag
   *     stays set
   * @throws IllegalStateException if the inpainter is closed
   */
  public BufferedImage inpaint(BufferedImage photo, BufferedImage mask) {
    return inpaint(photo, mask, SILENT);
  }

  /**
   * Fills the holes of a photo that a mask marks, and reports progress.
   *
   * @param photo the picture, which is not changed
   * @param mask a picture of the same size, white where the photo has holes
   * @param listener receives progress after each tile
   * @return the completed picture, as {@link #inpaint(BufferedImage, BufferedImage)} returns it
   * @throws InputException for the reasons that {@link #inpaint(BufferedImage, BufferedImage)} has
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws IllegalStateException if the inpainter is closed
   */
  public BufferedImage inpaint(BufferedImage photo, BufferedImage mask, TileListener listener) {
    Arguments.require(photo, "photo");
    Arguments.require(mask, "mask");
    Arguments.require(listener, "listener");
    PixelRows source = PixelRows.of(photo);
    return inpaint(source, masked(source, PixelRows.of(mask)), listener);
  }

  /**
   * Fills the transparent pixels of a photo: those with an alpha below 128, which become opaque.
   *
   * @param photo the picture, which is not changed
   * @return the completed picture, as {@link #inpaint(BufferedImage, BufferedImage)} returns it
   * @throws InputException if the photo is transparent everywhere, if the model has a layer of
   *     fixed size and the photo has another size, or if the result would have more than 2^31 bytes
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws IllegalStateException if the inpainter is closed
   */
  public BufferedImage inpaint(BufferedImage photo) {
    Arguments.require(photo, "photo");
    PixelRows source = PixelRows.of(photo);
    return inpaint(source, HoleRows.transparentIn(source), SILENT);
  }

  /**
   * Fills the holes of pictures one after the other. A timeout of the options limits the time of
   * each picture.
   *
   * @param photos the pictures, which are not changed
   * @param masks the masks, one for each picture, in the same order
   * @return the completed pictures, in the same order
   * @throws InputException if the numbers of photos and masks differ, or for the reasons that
   *     {@link #inpaint(BufferedImage, BufferedImage)} has
   * @throws RunException if a run fails, or if the timeout or an interruption stops it
   * @throws IllegalStateException if the inpainter is closed
   */
  public List<BufferedImage> inpaint(List<BufferedImage> photos, List<BufferedImage> masks) {
    Arguments.require(photos, "photos");
    Arguments.require(masks, "masks");
    if (photos.size() != masks.size()) {
      throw new InputException(
          "%s photos and %s masks: expected a mask for each photo"
              .formatted(photos.size(), masks.size()));
    }
    List<BufferedImage> completed = new ArrayList<>(photos.size());
    for (int i = 0; i < photos.size(); i++) {
      completed.add(inpaint(photos.get(i), masks.get(i)));
    }
    return completed;
  }

  private BufferedImage inpaint(PixelRows source, HoleRows holes, TileListener listener) {
    StopSignal signal = model.signal();
    if (!source.format().fits(source.width(), source.height())) {
      throw new InputException(
          "a copy of the picture of %s x %s pixels does not fit into an array: write it to a file"
              .formatted(source.width(), source.height()));
    }
    TileGrid grid = model.grid(source);
    requireSomeGiven(source, holes);
    ImageModel.remark(source, listener);
    BufferedImage completed;
    try {
      completed = source.format().picture(source.width(), source.height());
    } catch (OutOfMemoryError e) {
      throw CallFailures.typed(model.facts().model(), e);
    }
    TileProgress progress = new TileProgress(listener, grid.rows().size() * grid.columns().size());
    paint(source, holes, completed.getRaster(), grid.tiles(), progress, signal);
    return completed;
  }

  /**
   * Fills the holes of a picture file. A PNG is written strip by strip. The EXIF orientation of
   * photo and mask is applied, and the photo's colour profile is kept. A PNG keeps the pixels
   * outside the holes equal; a JPEG changes all pixels a little.
   *
   * @param photo a PNG, JPEG, BMP, TIFF or GIF file of one picture
   * @param mask such a file of the same size, white where the photo has holes
   * @param to a file whose name ends in .png, .jpg or .jpeg, replaced atomically
   * @throws InputException if {@code photo} or {@code mask} cannot be read or is not such a
   *     picture; if the mask has another size or is white everywhere; if the model has a layer of
   *     fixed size and the photo has another size; if {@code to} has another ending, is one of the
   *     two files, or is a JPEG file that cannot hold the result (alpha, more than 65,500 pixels a
   *     side)
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws java.io.UncheckedIOException if writing fails
   * @throws IllegalStateException if the inpainter is closed
   */
  public void inpaint(Path photo, Path mask, Path to) {
    inpaint(photo, mask, to, SILENT);
  }

  /**
   * Fills the holes of a picture file as {@link #inpaint(Path, Path, Path)} does, and reports
   * progress.
   *
   * @param photo a PNG, JPEG, BMP, TIFF or GIF file of one picture
   * @param mask such a file of the same size, white where the photo has holes
   * @param to a file whose name ends in .png, .jpg or .jpeg, replaced atomically
   * @param listener receives progress after each tile
   * @throws InputException if {@code photo} or {@code mask} cannot be read or is not such a
   *     picture; if the mask has another size or is white everywhere; if the model has a layer of
   *     fixed size and the photo has another size; if {@code to} has another ending, is one of the
   *     two files, or is a JPEG file that cannot hold the result (alpha, more than 65,500 pixels a
   *     side)
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws java.io.UncheckedIOException if writing fails
   * @throws IllegalStateException if the inpainter is closed
   */
  public void inpaint(Path photo, Path mask, Path to, TileListener listener) {
    Arguments.require(photo, "photo");
    Arguments.require(mask, "mask");
    Arguments.require(to, "to");
    Arguments.require(listener, "listener");
    PictureWriter.requireTarget(to, photo, mask);
    write(photo, mask, listener, (writer, strips, painter) -> writer.write(to, strips, painter));
  }

  /**
   * Fills the holes of a picture file, and writes a PNG to a stream, which is flushed but not
   * closed.
   *
   * @param photo a PNG, JPEG, BMP, TIFF or GIF file of one picture
   * @param mask such a file of the same size, white where the photo has holes
   * @param to receives the bytes of the PNG
   * @param listener receives progress after each tile
   * @throws InputException if {@code photo} or {@code mask} cannot be read or is not such a
   *     picture; if the mask has another size or is white everywhere; if the model has a layer of
   *     fixed size and the photo has another size
   * @throws RunException if the run fails, or if the timeout or an interruption stops it
   * @throws java.io.UncheckedIOException if writing fails
   * @throws IllegalStateException if the inpainter is closed
   */
  public void inpaint(Path photo, Path mask, OutputStream to, TileListener listener) {
    Arguments.require(photo, "photo");
    Arguments.require(mask, "mask");
    Arguments.require(to, "to");
    Arguments.require(listener, "listener");
    write(photo, mask, listener, (writer, strips, painter) -> writer.write(to, strips, painter));
  }

  private void write(Path photo, Path mask, TileListener listener, PictureWriter.Target target) {
    StopSignal signal = model.signal();
    PictureFile file = model.read(photo);
    PixelRows source = file.pixels();
    HoleRows holes = masked(source, model.read(mask).pixels());
    TileGrid grid = model.grid(source);
    requireSomeGiven(source, holes);
    ImageModel.remark(source, listener);
    TileProgress progress = new TileProgress(listener, grid.rows().size() * grid.columns().size());
    PictureWriter writer = PictureWriter.of(source, 1, file.profile());
    target.write(
        writer,
        grid.strips(1, writer.height()),
        (strip, rows) ->
            paint(source, holes, rows, grid.tilesOf(grid.rows().get(strip)), progress, signal));
  }

  private void paint(
      PixelRows source,
      HoleRows holes,
      WritableRaster rows,
      List<Tile> tiles,
      TileProgress progress,
      StopSignal signal) {
    model.paint(tiles, new InpaintPainter(model.facts(), source, holes, rows), progress, signal);
  }

  private static HoleRows masked(PixelRows photo, PixelRows mask) {
    if (mask.width() != photo.width() || mask.height() != photo.height()) {
      throw new InputException(
          "the mask has %s x %s pixels and the photo %s x %s: expected equal sizes"
              .formatted(mask.width(), mask.height(), photo.width(), photo.height()));
    }
    return HoleRows.whiteIn(mask);
  }

  private static void requireSomeGiven(PixelRows source, HoleRows holes) {
    if (holes.count() == (long) source.width() * source.height()) {
      throw new InputException(
          "the holes cover the whole picture, so that nothing is left to continue: expected white"
              + " pixels only where the photo has holes");
    }
  }

  /** Returns, for example, "Inpainter[photo.onnx on CPU, closed: ModelInfo[...]]". */
  @Override
  public String toString() {
    return "Inpainter[" + model.text() + "]";
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
