package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.web.ByteSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a folder and of the folders in it as a ZIP file. Lists them while it is sent,
 * one part at a time: a large folder neither delays the first byte nor fills the memory.
 */
final class FolderZip {

  static final int MAX_FILES = 10_000;
  static final long MAX_BYTES = 10L * 1024 * 1024 * 1024;

  /** Name of the file that states the exceeded limit. */
  static final String INCOMPLETE = "INCOMPLETE.txt";

  private static final int PAGE_SIZE = 1000;

  private final ArtifactStore store;
  private final String folder;
  private final ArtifactTransfer transfer;
  private final Set<String> names = new HashSet<>();
  private int files;
  private int folders;
  private long bytes;

  FolderZip(ArtifactStore store, String folder, ArtifactTransfer transfer) {
    this.store = store;
    this.folder = folder;
    this.transfer = transfer;
  }

  /** Returns the name of the ZIP file of a folder. */
  static String fileName(String folder) {
    return (folder.isEmpty() ? "artifacts" : folder.substring(0, folder.length() - 1))
            .replace('/', '-')
        + ".zip";
  }

  /** Lists the beginning of the folder. */
  ArtifactListing begin() {
    return list(folder, null);
  }

  /**
   * Writes the files. If the folder exceeds a limit, the last file of the ZIP file says so.
   *
   * @param beginning result of {@link #begin()}
   */
  void write(ArtifactListing beginning, OutputStream to) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
    // most artifacts are compressed already
    zip.setLevel(Deflater.BEST_SPEED);
    String limit = addFolder(folder, beginning, zip);
    if (!limit.isEmpty()) {
      zip.putNextEntry(new ZipEntry(entryName(INCOMPLETE)));
      zip.write(
          "This ZIP file is incomplete: the folder has more than %s. Download its folders one by one.%n"
              .formatted(limit)
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private ArtifactListing list(String from, @Nullable String token) {
    return transfer.list(() -> store.list(from, token, PAGE_SIZE));
  }

  /** Adds a folder, and returns the limit that was exceeded, or the empty string. */
  private String addFolder(String from, ArtifactListing beginning, ZipOutputStream zip)
      throws IOException {
    @Nullable ArtifactListing page = beginning;
    while (page != null) {
      for (ArtifactListing.Entry file : page.artifacts()) {
        files++;
        bytes += file.size();
        if (files > MAX_FILES) {
          return "%,d files".formatted(MAX_FILES);
        }
        if (bytes > MAX_BYTES) {
          return ByteSize.of(MAX_BYTES);
        }
        add(file, zip);
      }
      // those that were found, because their names are in memory
      folders += page.folders().size();
      if (folders > MAX_FILES) {
        return "%,d folders".formatted(MAX_FILES);
      }
      for (String next : page.folders()) {
        String limit = addFolder(next, list(next, null), zip);
        if (!limit.isEmpty()) {
          return limit;
        }
      }
      page = page.nextToken() == null ? null : list(from, page.nextToken());
    }
    return "";
  }

  private void add(ArtifactListing.Entry file, ZipOutputStream zip) throws IOException {
    try (ArtifactContent content = transfer.open(() -> store.open(file.key(), null, null))) {
      ZipEntry entry = new ZipEntry(entryName(file.key().substring(folder.length())));
      entry.setTime(file.lastModified().toEpochMilli());
      zip.putNextEntry(entry);
      content.transferTo(zip);
      zip.closeEntry();
    }
  }

  /**
   * Returns a unique name of a file inside the target folder. Windows reads backslashes and colons
   * as parts of a path, and ignores spaces and dots at the end of a folder.
   */
  private String entryName(String path) {
    String name = path.replaceAll("[\\p{Cntrl}\\\\:]", "_").replaceAll("(?<=^|/)[. ]+(?=/|$)", "_");
    String unique = name;
    for (int copy = 2; !names.add(unique); copy++) {
      unique = name.replaceFirst("(\\.[^./]*)?$", "~" + copy + "$1");
    }
    return unique;
  }
}
