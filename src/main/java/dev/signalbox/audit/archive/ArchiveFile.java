package dev.signalbox.audit.archive;

/**
 * A file of the archive, as written.
 *
 * @param name the object name in the storage
 * @param bytes the size, compressed
 * @param sha256 of the compressed content, in hexadecimal digits
 * @param plainSha256 of the uncompressed content, in hexadecimal digits
 */
record ArchiveFile(String name, long bytes, String sha256, String plainSha256) {}
