package dev.signalbox.audit.ingest;

import org.springframework.util.DigestUtils;

/**
 * What a file is known by when somebody comes with it again.
 *
 * @param size in bytes
 * @param version what tells it from another of this name and size: a checksum, an ETag or when it
 *     was changed; as the bringer likes, and empty where they tell nothing
 */
record FileKey(String name, long size, String version) {

  private static final int LONGEST_NAME = 200;

  FileKey {
    name = name.replace('\0', '?');
    version = version.replace('\0', '?');
  }

  /** Of a file that is here as a whole. */
  static FileKey of(String name, byte[] content) {
    return new FileKey(name, content.length, DigestUtils.md5DigestAsHex(content));
  }

  /** Whether a file can have these at all. */
  boolean isPossible() {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && version.length() <= LONGEST_NAME
        && size > 0;
  }
}
