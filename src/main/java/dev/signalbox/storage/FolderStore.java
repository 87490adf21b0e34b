package dev.signalbox.storage;

import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.Storage;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Keeps files in a folder, which several instances may share. */
@Adapter
@ConditionalOnProperty("signalbox.storage.folder")
class FolderStore implements ObjectStore {

  private static final String ADVICE =
      "Check that the folder is mounted, that the console may write there, and that it is not full.";

  private final Path folder;

  @Autowired
  FolderStore(Settings settings) {
    this(((Storage.Folder) Objects.requireNonNull(settings.archive().storage())).path());
  }

  FolderStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public String where() {
    return "the folder " + folder;
  }

  @Override
  public NewObject begin(String name) {
    Path file = path(name);
    Path unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new FileBeingWritten(file, unfinished, channel);
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
      throw new IllegalArgumentException("Not a name inside the folder: " + name);
    }
    return path;
  }

  private OutsideWorldException failed(String verb, String name, IOException e) {
    String tried = "%s %s in the folder %s".formatted(verb, name, folder);
    String answered = e.getClass().getSimpleName() + ": " + e.getMessage();
    return e instanceof NoSuchFileException && verb.equals("read")
        ? new OutsideWorldException.Missing(
            tried, answered, "Put the file back where it was, from a backup of the folder.", e)
        : new OutsideWorldException.Unreachable(tried, answered, ADVICE, e);
  }

  /** Written beside its place and moved there in one step. */
  private final class FileBeingWritten extends NewObject {

    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;

    FileBeingWritten(Path file, Path unfinished, FileChannel channel) {
      this.file = file;
      this.unfinished = unfinished;
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
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        // the name, too, must stand after a loss of power
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
        Files.deleteIfExists(unfinished);
      } catch (IOException e) {
        throw failed("write", String.valueOf(file.getFileName()), e);
      }
    }
  }
}
