package dev.wgan.train.data;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds the orientation tag of an image file.
 *
 * <p>Thread-safe: there is no state. An unreadable tag is ignored, as viewers do.
 */
final class OrientationTag {
  private static final int PNG_HEADER = 8;
  private static final int EXIF_CHUNK = 0x65584966; // "eXIf"
  private static final int IMAGE_DATA_CHUNK = 0x49444154; // "IDAT"
  private static final int END_CHUNK = 0x49454E44; // "IEND"
  private static final int WEBP_HEADER = 12;
  private static final int WEBP_EXIF_CHUNK = 0x46495845; // "EXIF", little-endian
  private static final int JPEG_HEADER = 2;
  private static final int APP1_MARKER = 0xE1;
  private static final int SCAN_MARKER = 0xDA;
  private static final int EXIF = 0x45786966; // "Exif", then two zeros, precede a JPEG's tags
  private static final int EXIF_PREFIX = 6;
  private static final int MAX_EXIF = 1 << 20;

  private OrientationTag() {}

  /** Reads the orientation of the first image of a file, and leaves the stream where it was. */
  static Orientation read(ImageReader reader, ImageInputStream in) throws IOException {
    long position = in.getStreamPosition();
    ByteOrder order = in.getByteOrder();
    try {
      in.setByteOrder(ByteOrder.BIG_ENDIAN);
      return switch (reader.getFormatName().toLowerCase(Locale.ROOT)) {
        case "png" -> inPng(in);
        case "jpeg" -> inJpeg(in);
        case "webp" -> inWebp(in);
        case "tif", "tiff" -> inTiff(reader);
        default -> Orientation.UPRIGHT;
      };
    } catch (IOException | RuntimeException e) {
      return Orientation.UPRIGHT;
    } finally {
      in.setByteOrder(order);
      in.seek(position);
    }
  }

  private static Orientation inTiff(ImageReader reader) throws IOException {
    TIFFField field =
        TIFFDirectory.createFromMetadata(reader.getImageMetadata(0))
            .getTIFFField(TIFF.TAG_ORIENTATION);
    return field == null ? Orientation.UPRIGHT : Orientation.ofExif(field.getAsInt(0));
  }

  /** Walks the segments up to the pixels. */
  private static Orientation inJpeg(ImageInputStream in) throws IOException {
    in.seek(JPEG_HEADER);
    while (true) {
      int marker = in.readUnsignedByte();
      while (marker == 0xFF) {
        marker = in.readUnsignedByte();
      }
      int length = in.readUnsignedShort() - 2;
      if (marker == SCAN_MARKER) {
        return Orientation.UPRIGHT;
      }
      byte[] segment = new byte[marker == APP1_MARKER ? Math.max(0, length) : 0];
      in.readFully(segment);
      if (segment.length > EXIF_PREFIX && ByteBuffer.wrap(segment).getInt() == EXIF) {
        return inExif(Arrays.copyOfRange(segment, EXIF_PREFIX, segment.length));
      }
      in.seek(in.getStreamPosition() + length - segment.length);
    }
  }

  /** Walks the chunks up to the pixels. */
  private static Orientation inPng(ImageInputStream in) throws IOException {
    in.seek(PNG_HEADER);
    while (true) {
      long length = in.readUnsignedInt();
      int type = in.readInt();
      if (type == IMAGE_DATA_CHUNK || type == END_CHUNK) {
        return Orientation.UPRIGHT;
      }
      if (type == EXIF_CHUNK && length <= MAX_EXIF) {
        byte[] exif = new byte[(int) length];
        in.readFully(exif);
        return inExif(exif);
      }
      in.seek(in.getStreamPosition() + length + 4);
    }
  }

  /** Walks all chunks: the tags follow the pixels. */
  private static Orientation inWebp(ImageInputStream in) throws IOException {
    in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    in.seek(WEBP_HEADER);
    while (true) {
      int type = in.readInt();
      long length = in.readUnsignedInt();
      if (type == WEBP_EXIF_CHUNK && length <= MAX_EXIF) {
        byte[] exif = new byte[(int) length];
        in.readFully(exif);
        boolean prefixed = exif.length > EXIF_PREFIX && ByteBuffer.wrap(exif).getInt() == EXIF;
        return inExif(prefixed ? Arrays.copyOfRange(exif, EXIF_PREFIX, exif.length) : exif);
      }
      in.seek(in.getStreamPosition() + length + (length & 1));
    }
  }

  private static Orientation inExif(byte[] exif) throws IOException {
    try (ImageInputStream in = new ByteArrayImageInputStream(exif)) {
      Directory directory = new TIFFReader().read(in);
      Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
      return entry != null && entry.getValue() instanceof Number number
          ? Orientation.ofExif(number.intValue())
          : Orientation.UPRIGHT;
    }
  }
}
