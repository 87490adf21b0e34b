package dev.signalbox.storage;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** Stores files in a folder, which several instances can share. */
class FolderStore implements ObjectStore {

  private static final String ADVICE =
      "Check that the folder is mounted and writable for Signalbox, and that the disk is not full.";

  private final Path folder;

  FolderStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public String location() {
    return "the folder " + folder;
  }

  @Override
  public ObjectUpload startUpload(String name) {
    Path file = path(name);
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new FolderUpload(file, temporary, channel);
    } catch (IOException e) {
      throw failed("write", name, e);
    }
  }

  @Override
  public InputStream open(String name, long from) {
    try {
      SeekableByteChannel channel = Files.newByteChannel(path(name));
      return Channels.newInputStream(channel.position(from));
    } catch (IOException e) {
      throw failed("read", name, e);
    }
  }

  private Path path(String name) {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw new IllegalArgumentException("The name is outside the folder: " + name);
    }
    return path;
  }

  private RemoteSystemException failed(String verb, String name, IOException e) {
    String tried = "%s %s in the folder %s".formatted(verb, name, folder);
    String answered = e.getClass().getSimpleName() + ": " + e.getMessage();
    return e instanceof NoSuchFileException && verb.equals("read")
        ? new RemoteSystemException.NotFound(
            RemoteSystem.STORAGE,
            tried,
            answered,
            "Restore the file from a backup of the folder.",
            e)
        : new RemoteSystemException.Unreachable(RemoteSystem.STORAGE, tried, answered, ADVICE, e);
  }

  /** Writes to a temporary file next to the target and moves it atomically. */
  private final class FolderUpload extends ObjectUpload {

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;

    FolderUpload(Path file, Path temporary, FileChannel channel) {
      this.file = file;
      this.temporary = temporary;
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      var buffer = ByteBuffer.wrap(bytes, from, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void finish() {
      try {
        channel.force(true);
        channel.close();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        // fsync of the folder: the name must survive a power loss, too
        try (FileChannel parent = FileChannel.open(Objects.requireNonNull(file.getParent()))) {
          parent.force(true);
        }
      } catch (IOException e) {
        throw failed("write", String.valueOf(file.getFileName()), e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        throw failed("write", String.valueOf(file.getFileName()), e);
      }
    }
  }
}
