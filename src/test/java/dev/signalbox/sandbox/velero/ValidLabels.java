package dev.signalbox.sandbox.velero;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The values of labels that hold names of backups. */
final class ValidLabels {

  private static final int MAX_LENGTH = 63;
  private static final int PREFIX_LENGTH = 57;

  private ValidLabels() {}

  /** Returns the name, or 57 characters and 6 digits of its SHA-256 if it is too long. */
  static String of(String name) {
    if (name.length() <= MAX_LENGTH) {
      return name;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return name.substring(0, PREFIX_LENGTH) + HexFormat.of().formatHex(hash, 0, 3);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
