package dev.wgan.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  @TempDir private Path folder = Path.of("");

  private static Measurement row(long step) {
    return new Measurement(
        step,
        5 * step,
        -1.5,
        2.5,
        0.75,
        0.5,
        OptionalDouble.of(0.25),
        0.125,
        Double.NaN,
        0.875,
        OptionalDouble.empty(),
        9);
  }

  private byte[] bytes() {
    try (Stream<Path> files = Files.list(folder.resolve("tensorboard"))) {
      Path file = files.findFirst().orElseThrow();
      assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The payloads of the records, whose checksums must hold. */
  private static List<byte[]> records(byte[] file) {
    List<byte[]> records = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = new byte[Long.BYTES];
      in.get(length);
      assertThat(in.getInt()).isEqualTo(EventFile.masked(length, length.length));
      byte[] event =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(event);
      assertThat(in.getInt()).isEqualTo(EventFile.masked(event, event.length));
      records.add(event);
    }
    return records;
  }

  /** Every field of a message and of those inside it, as "path=value". */
  private static List<String> fields(byte[] message, String path) throws IOException {
    List<String> found = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      String at = path + WireFormat.getTagFieldNumber(tag);
      switch (WireFormat.getTagWireType(tag)) {
        case WireFormat.WIRETYPE_VARINT -> found.add(at + "=" + in.readInt64());
        case WireFormat.WIRETYPE_FIXED64 -> in.readDouble(); // the time of the event
        case WireFormat.WIRETYPE_FIXED32 -> found.add(at + "=" + in.readFloat());
        default -> {
          byte[] inner = in.readByteArray();
          boolean text = at.equals("3") || at.equals("5.1.1") || at.equals("5.1.4.4");
          if (text) {
            found.add(at + "=" + new String(inner, java.nio.charset.StandardCharsets.ISO_8859_1));
          } else {
            found.addAll(fields(inner, at + "."));
          }
        }
      }
    }
    return found;
  }

  /** The first bytes of every event file that TensorFlow writes, with the checksum of its own. */
  @Test
  void startsAsTheFilesOfTensorFlow() {
    new EventFile(folder.resolve("tensorboard"), 0).add(row(1));
    assertThat(bytes()).startsWith(0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22);
    assertThat(new String(bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("brain.Event:2");
  }

  @Test
  void metricsAreScalarsAndWhatWasNotMeasuredIsLeftOut() throws IOException {
    EventFile file = new EventFile(folder.resolve("tensorboard"), 100);
    file.add(row(110));
    file.add(row(120));
    List<byte[]> records = records(bytes());
    assertThat(records).hasSize(4);
    assertThat(fields(records.get(1), "")).containsExactly("2=101", "7.1=1");
    assertThat(fields(records.get(2), ""))
        .startsWith("2=110", "5.1.1=loss/critic", "5.1.2=-1.5", "5.1.1=loss/generator")
        .contains("5.1.1=wasserstein/held_out", "5.1.2=0.25", "5.1.2=0.875")
        .doesNotContain("5.1.1=critic/gradient_norm", "5.1.1=samples/criterion");
    assertThat(fields(records.get(3), "")).startsWith("2=120");
  }

  @Test
  void picturesAreImages() throws IOException {
    Path png = folder.resolve("grid.png");
    ImageIO.write(new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
    new EventFile(folder.resolve("tensorboard"), 0).add(30, png);
    List<String> image = fields(records(bytes()).get(2), "");
    assertThat(image)
        .contains("2=30", "5.1.1=samples", "5.1.4.1=5", "5.1.4.2=7", "5.1.4.3=3")
        .last()
        .asString()
        .startsWith("5.1.4.4=\u0089PNG");
  }
}
