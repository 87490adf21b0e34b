package dev.signalbox.audit.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts the bytes written through it and computes their SHA-256. */
public final class DigestingOutputStream extends FilterOutputStream {

  private final MessageDigest digest;
  private long bytes;

  public DigestingOutputStream(OutputStream out) {
    super(out);
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    digest.update((byte) b);
    bytes++;
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    out.write(b, off, len);
    digest.update(b, off, len);
    bytes += len;
  }

  public long bytes() {
    return bytes;
  }

  /** Returns the digest of all bytes so far and resets it. */
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
