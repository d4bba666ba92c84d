package dev.wgan.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Loads a folder of films, GIF files or folders of images: headers first, so that unsuitable films
 * are refused early, then frames, several films at a time on all processors.
 *
 * <p>Not thread-safe: one use by one thread.
 */
final class FilmFolder {
  /** The delay of films that have none. */
  private static final int DEFAULT_DELAY = 100;

  private final Path folder;
  private final DataOptions options;
  private final int frames;
  private final OrderedWork work;
  private final List<String> notes = new ArrayList<>();

  /** A film whose header has been read. */
  private record Film(FilmEntry entry, FilmHeader header) {}

  private FilmFolder(Path folder, DataOptions options, int frames) {
    this.folder = folder;
    this.options = options;
    this.frames = frames;
    this.work =
        new OrderedWork(
            options.skipBadImages(),
            Remedy.of(
                "correct or remove it, or leave such films out with %s",
                DataOption.SKIP_BAD_IMAGES));
  }

  static Dataset load(FolderScan scan, DataOptions options, int frames) throws IOException {
    scan.requireOwnClassNames(options, "films");
    FileTree tree = FileTree.of(scan, FileKind.IMAGE, options.part());
    return new FilmFolder(scan.folder(), options, frames).load(tree);
  }

  private Dataset load(FileTree tree) throws IOException {
    List<FilmEntry> entries = entries(tree);
    boolean classed = entries.stream().allMatch(entry -> entry.label() >= 0);
    List<Film> all = headers(entries);
    List<Film> films = all.stream().filter(film -> film.header().frames() >= frames).toList();
    requireSuitable(all, films);
    FilmHeader first = films.get(0).header();
    int channels = options.colour().channels(films.stream().allMatch(film -> film.header().grey()));
    ImageFit size = ImageFit.of(channels, first.height(), first.width(), options);
    List<Integer> shape = List.of(frames, channels, size.height(), size.width());
    int frameBytes = Math.multiplyExact(channels, size.height() * size.width());
    int sampleBytes = sampleBytes(frameBytes, shape);
    int samples = films.stream().mapToInt(this::windows).reduce(0, Math::addExact);
    List<Integer> labels = new ArrayList<>();
    int[] read = new int[1];
    Pixels pixels;
    try (PixelWriter writer = PixelWriter.open(samples, sampleBytes, options)) {
      work.each(
          films.size(),
          i -> (long) windows(films.get(i)) * sampleBytes,
          i -> decode(films.get(i), channels, frameBytes),
          (i, windows) -> {
            read[0]++;
            for (byte[] window : windows) {
              writer.write(window);
              labels.add(films.get(i).entry().label());
            }
            options.progress().decoded(i + 1, films.size());
          });
      options.progress().decoded(films.size(), films.size());
      work.requireAny(writer.samples(), folder, "film");
      pixels = writer.finish();
    }
    note(all, films);
    int skipped = entries.size() - all.size() + films.size() - read[0];
    DataDescription description =
        DataDescription.films(
            Datasets.fileName(folder),
            folder.toString(),
            shape,
            first.delay() > 0 ? first.delay() : DEFAULT_DELAY,
            classed ? tree.classNames() : List.of(),
            new Findings(read[0], tree.notes()).and(notes));
    int[] classes = classed ? labels.stream().mapToInt(Integer::intValue).toArray() : new int[0];
    return new ByteDataset(
        work.skipping(description, skipped, "film"), pixels, labels.size(), classes);
  }

  private int sampleBytes(int frameBytes, List<Integer> shape) {
    if ((long) frameBytes * frames > Integer.MAX_VALUE - 8) {
      throw DataException.about(
          DataOption.FRAMES,
          Text.of("films of shape %s in %s: expected fewer or smaller frames", shape, folder));
    }
    return frameBytes * frames;
  }

  private int windows(Film film) {
    return film.header().frames() / frames;
  }

  /** GIF files, and the images of each folder. Folders of images that are classes have no label. */
  private static List<FilmEntry> entries(FileTree tree) {
    Map<String, FilmEntry> films = new TreeMap<>();
    Map<String, TreeMap<String, Path>> folders = new TreeMap<>();
    Map<String, Integer> classes = new TreeMap<>();
    for (int i = 0; i < tree.files().size(); i++) {
      String name = tree.names().get(i);
      Path file = tree.files().get(i);
      int label = tree.labels().isEmpty() ? -1 : tree.labels().get(i);
      if (GifFrames.isGif(name)) {
        films.put(name, new FilmEntry(file, List.of(), label));
        continue;
      }
      int slash = name.lastIndexOf('/');
      String parent = name.substring(0, slash + 1);
      folders
          .computeIfAbsent(parent, key -> new TreeMap<>(new NaturalOrder()))
          .put(name.substring(slash + 1), file);
      boolean ownClass = name.indexOf('/', tree.start()) == slash;
      classes.put(parent, ownClass ? -1 : label);
    }
    folders.forEach(
        (parent, images) -> {
          List<Path> files = List.copyOf(images.values());
          Path place = files.get(0).toAbsolutePath().getParent();
          films.put(
              parent,
              new FilmEntry(
                  place == null ? files.get(0) : place, files, classes.getOrDefault(parent, -1)));
        });
    return List.copyOf(films.values());
  }

  private List<Film> headers(List<FilmEntry> entries) throws IOException {
    List<Film> films = new ArrayList<>();
    work.each(
        entries.size(),
        place -> 1,
        place -> entries.get(place).header(options),
        (place, header) -> films.add(new Film(entries.get(place), header)));
    work.requireAny(films.size(), folder, "film");
    return films;
  }

  /** The samples of a film, one after the other. */
  private List<byte[]> decode(Film film, int channels, int frameBytes) {
    FilmHeader header = film.header();
    ImageFit fit = ImageFit.of(channels, header.height(), header.width(), options);
    List<byte[]> windows = new ArrayList<>();
    film.entry()
        .read(
            windows(film) * frames,
            channels,
            options,
            (i, frame) -> {
              if (i % frames == 0) {
                windows.add(new byte[frameBytes * frames]);
              }
              System.arraycopy(
                  fit.apply(frame),
                  0,
                  windows.get(i / frames),
                  i % frames * frameBytes,
                  frameBytes);
            });
    return windows;
  }

  private void requireSuitable(List<Film> all, List<Film> films) {
    if (films.isEmpty()) {
      Film longest = all.get(0);
      for (Film film : all) {
        longest = film.header().frames() > longest.header().frames() ? film : longest;
      }
      throw new DataException(
          Text.of(
              "no film in %s has %d frames: the longest, %s, has %d",
              folder, frames, longest.entry().place(), longest.header().frames()),
          Remedy.of("choose fewer with %s", DataOption.FRAMES));
    }
    Film first = films.get(0);
    for (Film film : films) {
      boolean same =
          film.header().width() == first.header().width()
              && film.header().height() == first.header().height();
      if (!same && options.size().isEmpty()) {
        throw new DataException(
            Text.of(
                "films of different sizes: %s has %d x %d pixels, %s has %d x %d",
                first.entry().place(),
                first.header().width(),
                first.header().height(),
                film.entry().place(),
                film.header().width(),
                film.header().height()),
            Remedy.of("set %s to resize all of them", DataOption.SIZE));
      }
    }
  }

  private void note(List<Film> all, List<Film> films) {
    if (films.size() < all.size()) {
      notes.add(
          Text.of(
              "left out %s of fewer than %d frames",
              Plural.of(all.size() - films.size(), "film"), frames));
    }
    long cut = films.stream().filter(film -> windows(film) > 1).count();
    if (cut > 0) {
      notes.add(Text.of("cut %s into several of %d frames", Plural.of(cut, "film"), frames));
    }
    int delay = films.get(0).header().delay();
    long others = films.stream().filter(film -> film.header().delay() != delay).count();
    if (others > 0) {
      notes.add(
          Text.of(
              "used the delay of the first film, %d ms, where %s another",
              delay, Plural.of(others, "film") + (others == 1 ? " has" : " have")));
    }
  }
}
