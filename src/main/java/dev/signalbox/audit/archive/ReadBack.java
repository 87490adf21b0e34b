package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.Digesting;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

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
   * @throws OutsideWorldException when one of them is not there, or is another one
   */
  void verify(Manifest manifest, String text) {
    verify(manifest.csv());
    verify(manifest.jsonLines());
    try (InputStream kept = store.open(manifest.name(), 0)) {
      if (!new String(kept.readAllBytes(), StandardCharsets.UTF_8).equals(text)) {
        throw another(manifest.name(), "its text is not what was written");
      }
    } catch (IOException e) {
      throw unreadable(manifest.name(), e);
    }
  }

  private void verify(ArchiveFile file) {
    try (InputStream object = store.open(file.name(), 0)) {
      Tee packed = new Tee(object);
      Digesting plain = new Digesting(OutputStream.nullOutputStream());
      try (GZIPInputStream gzip = new GZIPInputStream(packed)) {
        gzip.transferTo(plain);
        packed.transferTo(OutputStream.nullOutputStream());
      }
      String sha256 = packed.digesting.sha256();
      if (packed.digesting.bytes() != file.bytes() || !sha256.equals(file.sha256())) {
        throw another(file.name(), "its SHA-256 is %s, not %s".formatted(sha256, file.sha256()));
      }
      if (!plain.sha256().equals(file.plainSha256())) {
        throw another(file.name(), "what it unpacks to is not what was packed");
      }
    } catch (IOException e) {
      throw unreadable(file.name(), e);
    }
  }

  private OutsideWorldException another(String name, String difference) {
    return new OutsideWorldException.Unexpected(
        "read back %s from %s".formatted(name, store.where()),
        difference,
        "Nothing was dropped. Put the right file back from a backup, or ask who changed it.",
        null);
  }

  private OutsideWorldException unreadable(String name, IOException e) {
    return new OutsideWorldException.Unexpected(
        "read back %s from %s".formatted(name, store.where()),
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "Nothing was dropped. Put the right file back from a backup, or ask who changed it.",
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
