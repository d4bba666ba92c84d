package dev.wgan.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Loads a folder of image files: headers first, so that unsuitable images are refused early, then
 * pixels, several files at a time on all processors.
 *
 * <p>Not thread-safe: one use by one thread.
 */
final class ImageFolder {
  private final Path folder;
  private final DataOptions options;
  private final List<String> notes = new ArrayList<>();
  private final OrderedWork work;

  /** An image that is to be decoded. */
  private record Entry(int place, Path file, ImageFile.Header header) {}

  private ImageFolder(Path folder, DataOptions options) {
    this.folder = folder;
    this.options = options;
    this.work =
        new OrderedWork(
            options.skipBadImages(),
            Remedy.of(
                "correct or remove it, or leave such images out with %s",
                DataOption.SKIP_BAD_IMAGES));
  }

  static Dataset load(FolderScan scan, DataOptions options) throws IOException {
    Path folder = scan.folder();
    scan.requireOwnClassNames(options, "images");
    FileTree tree = FileTree.of(scan, FileKind.IMAGE, options.part());
    ImageFolder loader = new ImageFolder(folder, options);
    if (options.cacheFolder().isEmpty()) {
      return loader.dataset(tree, loader.decode(tree, Optional.empty()));
    }
    ImageCache cache = ImageCache.of(options.cacheFolder().get(), tree, options);
    Optional<ImageCache.Content> known = cache.read();
    return loader.dataset(
        tree, known.isPresent() ? known.get() : loader.decode(tree, Optional.of(cache.file())));
  }

  private Dataset dataset(FileTree tree, ImageCache.Content content) {
    int skipped = tree.files().size() - content.places().size();
    DataDescription description =
        DataDescription.images(
            Datasets.fileName(folder),
            folder.toString(),
            content.shape(),
            tree.classNames(),
            new Findings(content.places().size(), tree.notes()).and(notes));
    IntStream labels =
        !tree.classNames().isEmpty()
            ? content.places().stream().mapToInt(place -> tree.labels().get(place))
            : IntStream.empty();
    return new ByteDataset(
        work.skipping(description, skipped, "image"),
        content.pixels(),
        content.places().size(),
        labels.toArray());
  }

  private void note(List<Entry> entries) {
    long turned =
        entries.stream().filter(e -> !e.header().orientation().equals(Orientation.UPRIGHT)).count();
    if (turned > 0) {
      notes.add("applied the EXIF orientation of " + Plural.of(turned, "image"));
    }
    long several = entries.stream().filter(e -> e.header().frames() > 1).count();
    if (several > 0) {
      notes.add(
          Text.of("read only the first image of %s with several", Plural.of(several, "file")));
    }
  }

  private ImageCache.Content decode(FileTree tree, Optional<Path> keep) throws IOException {
    List<Entry> entries = headers(tree);
    checkSameSize(entries);
    note(entries);
    ImageFile.Header first = entries.get(0).header();
    int channels =
        options.colour().channels(entries.stream().allMatch(entry -> entry.header().grey()));
    ImageFit size = ImageFit.of(channels, first.height(), first.width(), options);
    List<Integer> shape = List.of(channels, size.height(), size.width());
    int sampleBytes = Math.multiplyExact(channels, size.height() * size.width());
    List<Integer> places = new ArrayList<>();
    try (PixelWriter writer = writer(entries.size(), sampleBytes, keep)) {
      work.each(
          entries.size(),
          place -> sampleBytes,
          i -> decode(entries.get(i), channels),
          (i, pixels) -> {
            writer.write(pixels);
            places.add(entries.get(i).place());
            options.progress().decoded(i + 1, entries.size());
          });
      options.progress().decoded(entries.size(), entries.size());
      work.requireAny(places.size(), folder, "image");
      Pixels pixels =
          keep.isPresent()
              ? writer.keep(keep.get(), ImageCache.trailer(shape, places))
              : writer.finish();
      return new ImageCache.Content(shape, places, pixels);
    }
  }

  private PixelWriter writer(int samples, int sampleBytes, Optional<Path> keep) throws IOException {
    return keep.isPresent()
        ? PixelWriter.toKeep(samples, sampleBytes, options.cacheFolder().orElseThrow())
        : PixelWriter.open(samples, sampleBytes, options);
  }

  private List<Entry> headers(FileTree tree) throws IOException {
    List<Entry> entries = new ArrayList<>();
    work.each(
        tree.files().size(),
        place -> 1,
        place -> ImageFile.header(tree.files().get(place), options),
        (place, header) -> entries.add(new Entry(place, tree.files().get(place), header)));
    work.requireAny(entries.size(), folder, "image");
    return entries;
  }

  private byte[] decode(Entry entry, int channels) {
    ImageFile.Header header = entry.header();
    byte[] pixels = ImageFile.pixels(entry.file(), header, channels, options.background());
    return ImageFit.of(channels, header.height(), header.width(), options).apply(pixels);
  }

  private void checkSameSize(List<Entry> entries) {
    Entry first = entries.get(0);
    for (Entry entry : entries) {
      boolean same =
          entry.header().width() == first.header().width()
              && entry.header().height() == first.header().height();
      if (!same && options.size().isEmpty()) {
        throw new DataException(
            Text.of(
                "images of different sizes: %s has %d x %d pixels, %s has %d x %d",
                first.file(),
                first.header().width(),
                first.header().height(),
                entry.file(),
                entry.header().width(),
                entry.header().height()),
            Remedy.of("set %s to resize all of them", DataOption.SIZE));
      }
    }
  }
}
