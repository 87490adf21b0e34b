package dev.signalbox.audit.archive;

/**
 * A file as it was written.
 *
 * @param name where it is in the storage
 * @param bytes how long it is
 * @param sha256 of the file itself
 * @param plainSha256 of what is in it once it is unpacked
 */
record ArchiveFile(String name, long bytes, String sha256, String plainSha256) {}
