package dev.wgan.train.data;

import dev.wgan.noise.Threefry;
import dev.wgan.runtime.internal.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Squares that are cut out of large photographs at random places, in one of eight orientations: as
 * they are, mirrored and turned.
 *
 * <p>Thread-safe for reading. Patch {@code i} is a pure function of {@code i} and the photographs:
 * every place of every photograph is equally likely. There are {@value #PATCHES} patches, whatever
 * the size of the photographs. Whole photographs are held out, never patches of one that is trained
 * on.
 */
final class PhotoPatches implements Dataset {
  static final int PATCHES = 1_000_000;

  private static final long PLACE = 0x7061746368L; // "patch"
  private static final long HELD_OUT = 0x70686F746FL; // "photo"

  private final DataDescription description;
  private final List<PhotoStore.Photo> photos;
  private final int channels;
  private final int side;
  private final long[] before; // places of the photographs before each one, and of all
  private volatile boolean closed;
  private @Nullable String digest;

  private PhotoPatches(
      DataDescription description, List<PhotoStore.Photo> photos, int channels, int side) {
    this.description = description;
    this.photos = List.copyOf(photos);
    this.channels = channels;
    this.side = side;
    this.before = new long[photos.size() + 1];
    for (int i = 0; i < photos.size(); i++) {
      PhotoStore.Photo photo = photos.get(i);
      long places = (photo.width() - side + 1L) * (photo.height() - side + 1L);
      before[i + 1] = before[i] + places;
    }
  }

  /** Decodes the photographs of a folder; those smaller than a patch are left out. */
  static PhotoPatches open(Path folder, int side, int shrink, DataOptions options)
      throws IOException {
    FileTree tree = FileTree.images(folder, options.part());
    int channels = options.colour() == Colour.GREY ? 1 : 3;
    List<PhotoStore.Photo> large = new ArrayList<>();
    List<String> small = new ArrayList<>();
    for (PhotoStore.Photo photo : PhotoStore.open(tree, channels, shrink, options)) {
      if (photo.width() >= side && photo.height() >= side) {
        large.add(photo);
      } else {
        small.add(photo.name());
      }
    }
    if (large.isEmpty()) {
      throw new DataException(
          Text.of(
              "no photograph in %s is as large as a patch of %d pixels: choose smaller patches, or larger photographs",
              folder, side),
          Remedy.of("set %s", DataOption.SIZE));
    }
    List<String> notes = new ArrayList<>(tree.notes());
    if (!small.isEmpty()) {
      notes.add(
          Text.of(
              "left out %s smaller than a patch, such as %s",
              Plural.of(small.size(), "photograph"), small.get(0)));
    }
    DataDescription description =
        DataDescription.images(
            Datasets.fileName(folder),
            folder.toString(),
            List.of(channels, side, side),
            List.of(),
            new Findings(large.size(), notes));
    return new PhotoPatches(description, large, channels, side);
  }

  @Override
  public DataDescription description() {
    return description;
  }

  @Override
  public int size() {
    return PATCHES;
  }

  @Override
  public int label(int index) {
    Objects.checkIndex(index, PATCHES);
    return NO_LABEL;
  }

  @Override
  public void read(int index, float[] into, int offset) {
    Objects.checkIndex(index, PATCHES);
    Objects.checkFromIndexSize(offset, channels * side * side, into.length);
    if (closed) {
      throw new IllegalStateException("the data set " + description.name() + " is closed");
    }
    long key = Threefry.words(PLACE, index);
    long place = Long.remainderUnsigned(Threefry.words(key, 0), before[photos.size()]);
    int orientation = (int) (Threefry.words(key, 1) & 7);
    int number = 0;
    while (before[number + 1] <= place) {
      number++;
    }
    PhotoStore.Photo photo = photos.get(number);
    long within = place - before[number];
    int across = photo.width() - side + 1;
    copy(photo, (int) (within / across), (int) (within % across), orientation, into, offset);
  }

  /** Bit 0 of the orientation mirrors rows, bit 1 columns, bit 2 exchanges them afterwards. */
  private void copy(
      PhotoStore.Photo photo, int top, int left, int orientation, float[] into, int offset) {
    ByteBuffer pixels = photo.pixels();
    int to = offset;
    for (int c = 0; c < channels; c++) {
      int plane = c * photo.height() * photo.width();
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int u = (orientation & 4) == 0 ? row : column;
          int v = (orientation & 4) == 0 ? column : row;
          int y = top + ((orientation & 1) == 0 ? u : side - 1 - u);
          int x = left + ((orientation & 2) == 0 ? v : side - 1 - v);
          into[to++] = ByteDataset.valueOf(pixels.get(plane + y * photo.width() + x) & 0xFF);
        }
      }
    }
  }

  /** Holds out whole photographs, at least one on either side. */
  @Override
  public Split split(double fraction, long seed) {
    int count =
        (int) Math.max(1, Math.min(photos.size() - 1L, Math.round(photos.size() * fraction)));
    if (photos.size() < 2) {
      throw new DataException(
          Text.of(
              "%s has one photograph of sufficient size, of which none can be held out: expected two or more, or held_out=0",
              description.source()));
    }
    int[] order = BatchOrder.permutation(Threefry.words(seed, HELD_OUT), 0, photos.size());
    List<PhotoStore.Photo> held = new ArrayList<>();
    List<PhotoStore.Photo> training = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      (i < count ? held : training).add(photos.get(order[i]));
    }
    return new Split(part(training, "training part"), part(held, "held-out part"));
  }

  private PhotoPatches part(List<PhotoStore.Photo> some, String name) {
    return new PhotoPatches(
        description.named(description.name() + ", " + name), some, channels, side);
  }

  /** The digest of the photographs and of the size of a patch. */
  @Override
  public synchronized String digest() {
    if (digest == null) {
      MessageDigest sha = Sha256.digest();
      sha.update(Text.of("patches %d %d", channels, side).getBytes(StandardCharsets.UTF_8));
      for (PhotoStore.Photo photo : photos) {
        sha.update(
            Text.of(" %d %d ", photo.width(), photo.height()).getBytes(StandardCharsets.UTF_8));
        sha.update(photo.pixels().duplicate().rewind());
      }
      digest = Sha256.hex(sha);
    }
    return digest;
  }

  /** A line about the photographs. */
  String summary() {
    long pixels = photos.stream().mapToLong(photo -> (long) photo.width() * photo.height()).sum();
    StringBuilder line = new StringBuilder();
    line.append(
        Text.of(
            "patches of shape %s out of %s of %.1f megapixels in all (%s)",
            description.shape(),
            Plural.of(photos.size(), "photograph"),
            pixels / 1e6,
            description.source()));
    description.findings().notes().forEach(note -> line.append("; ").append(note));
    return line.toString();
  }

  @Override
  public void close() {
    closed = true;
  }
}
