package dev.wgan.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a PNG or a JPEG file: the orientation of its pixels and, for PNG, the colour profile.
 * That of a JPEG is part of the decoded picture.
 *
 * <p>Immutable and thread-safe. Unreadable tags are ignored, as viewers do.
 *
 * @param orientation the orientation of the stored pixels
 * @param profile the ICC profile of a PNG
 * @param channels the channels of a JPEG, 0 for other formats
 */
record PictureTags(PictureOrientation orientation, Optional<byte[]> profile, int channels) {
  private static final PictureTags NONE =
      new PictureTags(PictureOrientation.UPRIGHT, Optional.empty(), 0);
  private static final long PNG = 0x89504E470D0A1A0AL;
  private static final int JPEG = 0xFFD8;
  private static final int SCAN = 0xDA;
  private static final int APP1 = 0xE1;
  private static final int MAX_TAG = 1 << 24;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int ORIENTATION = 0x112;
  private static final int ENTRY = 12;

  /** The place of the number of channels in the segment of a frame. */
  private static final int CHANNELS = 5;

  /** Reads the tags from the start of a file, and leaves the stream there. */
  static PictureTags read(ImageInputStream in) throws IOException {
    ByteOrder order = in.getByteOrder();
    try {
      in.setByteOrder(ByteOrder.BIG_ENDIAN);
      in.seek(0);
      if (in.readLong() == PNG) {
        return inPng(in);
      }
      in.seek(0);
      return in.readUnsignedShort() == JPEG ? inJpeg(in) : NONE;
    } catch (IOException | RuntimeException e) {
      return NONE;
    } finally {
      in.setByteOrder(order);
      in.seek(0);
    }
  }

  /** Walks the chunks up to the pixels. */
  private static PictureTags inPng(ImageInputStream in) throws IOException {
    PictureOrientation orientation = PictureOrientation.UPRIGHT;
    byte @Nullable [] profile = null;
    while (true) {
      long length = in.readUnsignedInt();
      byte[] type = new byte[4];
      in.readFully(type);
      String name = new String(type, StandardCharsets.US_ASCII);
      if (name.equals("IDAT") || name.equals("IEND")) {
        return new PictureTags(orientation, Optional.ofNullable(profile), 0);
      }
      boolean wanted = (name.equals("eXIf") || name.equals("iCCP")) && length <= MAX_TAG;
      byte[] content = new byte[wanted ? (int) length : 0];
      in.readFully(content);
      if (wanted && name.equals("eXIf")) {
        orientation = inExif(ByteBuffer.wrap(content));
      } else if (wanted) {
        profile = inflated(content);
      }
      in.seek(in.getStreamPosition() + length - content.length + Integer.BYTES);
    }
  }

  /** The profile after its name, a zero and the compression method. */
  private static byte @Nullable [] inflated(byte[] chunk) {
    int zero = 0;
    while (zero < chunk.length && chunk[zero] != 0) {
      zero++;
    }
    int start = Math.min(chunk.length, zero + 2);
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(chunk, start, chunk.length - start))) {
      return in.readNBytes(MAX_TAG);
    } catch (IOException e) {
      return null;
    }
  }

  /** Walks the segments up to the pixels. */
  private static PictureTags inJpeg(ImageInputStream in) throws IOException {
    PictureOrientation orientation = PictureOrientation.UPRIGHT;
    int channels = 0;
    while (true) {
      int marker = in.readUnsignedByte();
      while (marker == 0xFF) {
        marker = in.readUnsignedByte();
      }
      if (marker == SCAN) {
        return new PictureTags(orientation, Optional.empty(), channels);
      }
      int length = in.readUnsignedShort() - 2;
      byte[] segment = new byte[marker == APP1 || isFrame(marker) ? Math.max(0, length) : 0];
      in.readFully(segment);
      if (isFrame(marker) && segment.length > CHANNELS) {
        channels = segment[CHANNELS];
      } else if (segment.length > EXIF.length
          && Arrays.equals(segment, 0, EXIF.length, EXIF, 0, EXIF.length)) {
        int size = segment.length - EXIF.length;
        orientation = inExif(ByteBuffer.wrap(segment, EXIF.length, size).slice());
      }
      in.seek(in.getStreamPosition() + length - segment.length);
    }
  }

  /** Returns whether a segment starts a frame: all markers C0 to CF except three of tables. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Looks for the orientation among the entries of the first directory. */
  private static PictureOrientation inExif(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
        return PictureOrientation.ofExif(tiff.getShort(entry + 8));
      }
    }
    return PictureOrientation.UPRIGHT;
  }
}
