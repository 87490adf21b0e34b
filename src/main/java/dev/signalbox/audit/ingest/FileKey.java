package dev.signalbox.audit.ingest;

import dev.signalbox.web.TextPolicy;
import org.springframework.util.DigestUtils;

/**
 * Identifies a file, so that its import can be resumed.
 *
 * @param size in bytes
 * @param version distinguishes files of the same name and size, such as a checksum, an ETag or a
 *     modification time; may be empty
 */
record FileKey(String name, long size, String version) {

  private static final int MAX_LENGTH = 200;

  FileKey {
    name = TextPolicy.replaceInvalid(name);
    version = TextPolicy.replaceInvalid(version);
  }

  /** Returns the key of a complete file. */
  static FileKey of(String name, byte[] content) {
    return new FileKey(name, content.length, DigestUtils.md5DigestAsHex(content));
  }

  /** Returns whether the values are within their limits. */
  boolean isValid() {
    return TextPolicy.isVisible(name)
        && name.length() <= MAX_LENGTH
        && version.length() <= MAX_LENGTH
        && size > 0;
  }
}
