package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.Digesting;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.storage.ObjectStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads files out of the storage again and compares them with what was written. */
final class ReadBack {

  private final ObjectStore store;

  ReadBack(ObjectStore store) {
    this.store = store;
  }

  /**
   * Reads all files of a part from beginning to end.
   *
   * @param manifest what was written
   * @param text the manifest's own text
   * @return what is not as it was written, or nothing when all is
   * @throws OutsideWorldException when the storage does not let itself be read
   */
  Optional<String> difference(Manifest manifest, String text) {
    return difference(manifest.csv())
        .or(() -> difference(manifest.jsonLines()))
        .or(() -> differenceOfText(manifest.name(), text));
  }

  private Optional<String> differenceOfText(String name, String text) {
    try (InputStream kept = store.open(name, 0)) {
      return new String(kept.readAllBytes(), StandardCharsets.UTF_8).equals(text)
          ? Optional.empty()
          : Optional.of(name + ": its text is not what was written");
    } catch (OutsideWorldException.Missing e) {
      return Optional.of(name + " is not there");
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private Optional<String> difference(ArchiveFile file) {
    try (InputStream object = store.open(file.name(), 0)) {
      Tee packed = new Tee(object);
      Digesting plain = new Digesting(OutputStream.nullOutputStream());
      @Nullable String corrupt = unpacked(packed, plain);
      packed.transferTo(OutputStream.nullOutputStream());
      String sha256 = packed.digesting.sha256();
      if (packed.digesting.bytes() != file.bytes() || !sha256.equals(file.sha256())) {
        return Optional.of(
            "%s: its SHA-256 is %s, not %s".formatted(file.name(), sha256, file.sha256()));
      }
      return corrupt == null && plain.sha256().equals(file.plainSha256())
          ? Optional.empty()
          : Optional.of(file.name() + ": what it unpacks to is not what was packed");
    } catch (OutsideWorldException.Missing e) {
      return Optional.of(file.name() + " is not there");
    } catch (IOException e) {
      throw unreadable(file.name(), e);
    }
  }

  /** Unpacks as far as it goes; what stops it is the file's fault, not the storage's. */
  private static @Nullable String unpacked(Tee packed, OutputStream plain) throws IOException {
    try {
      GZIPInputStream gzip = new GZIPInputStream(packed);
      gzip.transferTo(plain);
      return null;
    } catch (ZipException | EOFException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private OutsideWorldException unreadable(String name, IOException e) {
    return new OutsideWorldException.Unreachable(
        "read back %s from %s".formatted(name, store.where()),
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "look whether the storage can be reached; nothing was dropped",
        e);
  }

  /** Counts and digests what is read through it. */
  private static final class Tee extends InputStream {

    private final InputStream in;
    private final Digesting digesting = new Digesting(OutputStream.nullOutputStream());

    Tee(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = in.read(bytes, from, length);
      if (read > 0) {
        digesting.write(bytes, from, read);
      }
      return read;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }
  }
}
