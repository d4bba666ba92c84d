package dev.wgan.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;

/**
 * A file next to a model that holds some of its weights: opened once, and used through nothing but
 * what was opened.
 *
 * <p>Not thread-safe; closed once the weights are read or mapped. Small files are read at once, so
 * that no later change matters; large ones are mapped, and must not be changed in place as long as
 * the model is in use.
 */
final class ExternalFile implements AutoCloseable {
  /** With this in a location ONNX Runtime takes the offset for a pointer of its own process. */
  private static final String MEMORY_ADDRESS = "_ORT_MEM_ADDR_";

  private static final int MAX_COPIED = 1 << 24;
  private static final int BUFFER = 1 << 16;
  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final String location;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer copy;

  private ExternalFile(String location, FileChannel channel) throws IOException {
    this.location = location;
    this.channel = channel;
    this.size = channel.size();
    this.copy = ByteBuffer.allocate(size <= MAX_COPIED ? (int) size : 0);
    if (size <= MAX_COPIED) {
      read(copy, 0);
      copy.flip();
    }
  }

  /**
   * Opens a file within a folder.
   *
   * @param model the model's name, for messages
   * @param realFolder the model's folder, without symbolic links
   * @param location the file's path relative to the folder, as in the model
   */
  static ExternalFile open(String model, Path realFolder, String location) {
    if (location.contains(MEMORY_ADDRESS)) {
      throw new ModelLoadException(
          "%s keeps weights at the memory address '%s': refused".formatted(model, location));
    }
    if (!realFolder.getFileSystem().equals(FileSystems.getDefault())) {
      throw new ModelLoadException(
          "%s keeps weights in the file '%s' next to it: unpack both, such files are read"
                  .formatted(model, location)
              + " from the default file system only");
    }
    try {
      Path relative = Path.of(location);
      Path file = realFolder.resolve(relative).toRealPath();
      if (!relative.isAbsolute() && file.startsWith(realFolder) && Files.isRegularFile(file)) {
        return open(location, realFolder, realFolder.relativize(file));
      }
    } catch (InvalidPathException | NoSuchFileException e) {
      throw new ModelLoadException(
          "%s keeps weights in '%s', which is not a file of its folder".formatted(model, location),
          e);
    } catch (IOException e) {
      throw new ModelLoadException(
          "%s keeps weights in '%s', which cannot be read: %s"
              .formatted(model, location, Messages.reason(e)),
          e);
    }
    throw new ModelLoadException(
        "%s wants to read '%s', which is outside its folder: refused".formatted(model, location));
  }

  /** Opens a path without symbolic links, so that none put there meanwhile is followed. */
  private static ExternalFile open(String location, Path folder, Path file) throws IOException {
    FileChannel channel;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      channel =
          stream instanceof SecureDirectoryStream<Path> secure
              ? descend(secure, file)
              : FileChannel.open(folder.resolve(file), OPTIONS);
    }
    try {
      return new ExternalFile(location, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel descend(SecureDirectoryStream<Path> folder, Path file)
      throws IOException {
    if (file.getNameCount() == 1) {
      return (FileChannel) folder.newByteChannel(file, OPTIONS);
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(file.getName(0), LinkOption.NOFOLLOW_LINKS)) {
      return descend(next, file.subpath(1, file.getNameCount()));
    }
  }

  long size() {
    return size;
  }

  /** Returns whether its content is mapped where it is asked for; otherwise it was copied. */
  boolean isMapped() {
    return size > MAX_COPIED;
  }

  /** Adds the whole content to a digest. */
  void update(MessageDigest digest) {
    if (!isMapped()) {
      digest.update(copy.duplicate());
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      for (long at = 0; at < size; at += buffer.limit()) {
        buffer.clear().limit((int) Math.min(BUFFER, size - at));
        read(buffer, at);
        digest.update(buffer.flip());
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Some of the content, which is there; direct if the file is mapped. */
  ByteBuffer content(long offset, int length) {
    if (!isMapped()) {
      return copy.duplicate().position((int) offset).slice().limit(length);
    }
    try {
      return channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void read(ByteBuffer to, long from) throws IOException {
    long at = from;
    while (to.hasRemaining()) {
      int read = channel.read(to, at);
      if (read < 0) {
        throw new EOFException("it became shorter while it was read");
      }
      at += read;
    }
  }

  private ModelLoadException unreadable(IOException e) {
    return new ModelLoadException(
        "'%s' cannot be read: %s".formatted(location, Messages.reason(e)), e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
