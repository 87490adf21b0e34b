package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.DigestingOutputStream;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
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

/** Reads archive files back from the storage and compares them with their manifest. */
final class ArchiveVerifier {

  private final ObjectStore store;

  ArchiveVerifier(ObjectStore store) {
    this.store = store;
  }

  /**
   * Reads all files of a part completely.
   *
   * @param manifest the expected files
   * @param text the expected JSON of the manifest
   * @return the first difference as a sentence fragment, or empty
   * @throws RemoteSystemException if the storage cannot be read
   */
  Optional<String> difference(Manifest manifest, String text) {
    return difference(manifest.csv())
        .or(() -> difference(manifest.jsonLines()))
        .or(() -> manifestDifference(manifest.name(), text));
  }

  private Optional<String> manifestDifference(String name, String text) {
    try (InputStream kept = store.open(name, 0)) {
      return new String(kept.readAllBytes(), StandardCharsets.UTF_8).equals(text)
          ? Optional.empty()
          : Optional.of(name + ": the content differs");
    } catch (RemoteSystemException.NotFound e) {
      return Optional.of(name + " is missing");
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private Optional<String> difference(ArchiveFile file) {
    try (InputStream object = store.open(file.name(), 0)) {
      Tee packed = new Tee(object);
      DigestingOutputStream plain = new DigestingOutputStream(OutputStream.nullOutputStream());
      @Nullable String corrupt = decompress(packed, plain);
      packed.transferTo(OutputStream.nullOutputStream());
      String sha256 = packed.digesting.sha256();
      if (packed.digesting.bytes() != file.bytes() || !sha256.equals(file.sha256())) {
        return Optional.of(
            "%s: SHA-256 is %s, expected %s".formatted(file.name(), sha256, file.sha256()));
      }
      return corrupt == null && plain.sha256().equals(file.plainSha256())
          ? Optional.empty()
          : Optional.of(file.name() + ": the uncompressed content differs");
    } catch (RemoteSystemException.NotFound e) {
      return Optional.of(file.name() + " is missing");
    } catch (IOException e) {
      throw unreadable(file.name(), e);
    }
  }

  /** Decompresses the file and returns an error of the format, or null; I/O errors are thrown. */
  private static @Nullable String decompress(Tee packed, OutputStream plain) throws IOException {
    try {
      GZIPInputStream gzip = new GZIPInputStream(packed);
      gzip.transferTo(plain);
      return null;
    } catch (ZipException | EOFException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private RemoteSystemException unreadable(String name, IOException e) {
    return new RemoteSystemException.Unreachable(
        RemoteSystem.STORAGE,
        "read back %s from %s".formatted(name, store.location()),
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "Check that the storage is reachable. Nothing was deleted.",
        e);
  }

  /** Counts and digests the bytes read through it. */
  private static final class Tee extends InputStream {

    private final InputStream in;
    private final DigestingOutputStream digesting =
        new DigestingOutputStream(OutputStream.nullOutputStream());

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
