package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.web.ByteSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder and of the folders in it, as a ZIP file that is created while it is sent.
 */
final class FolderZip {

  static final int MAX_FILES = 10_000;
  static final long MAX_BYTES = 10L * 1024 * 1024 * 1024;

  private static final int PAGE_SIZE = 1000;

  private final ArtifactStore store;
  private final String folder;
  private final List<ArtifactListing.Entry> files;
  private final String refusal;

  private FolderZip(
      ArtifactStore store, String folder, List<ArtifactListing.Entry> files, String refusal) {
    this.store = store;
    this.folder = folder;
    this.files = files;
    this.refusal = refusal;
  }

  /** Lists the files of a folder, until there are too many. */
  static FolderZip of(ArtifactStore store, String folder) {
    List<ArtifactListing.Entry> files = new ArrayList<>();
    long bytes = 0;
    Deque<String> folders = new ArrayDeque<>(List.of(folder));
    for (int requests = 0; !folders.isEmpty(); requests++) {
      String next = folders.removeLast();
      @Nullable String token = null;
      do {
        ArtifactListing page = store.list(next, token, PAGE_SIZE);
        folders.addAll(page.folders());
        files.addAll(page.artifacts());
        bytes += page.artifacts().stream().mapToLong(ArtifactListing.Entry::size).sum();
        token = page.nextToken();
        if (files.size() > MAX_FILES || folders.size() + requests > MAX_FILES) {
          return new FolderZip(
              store,
              folder,
              List.of(),
              "The folder has more than %,d files or folders. Download its folders one by one."
                  .formatted(MAX_FILES));
        }
      } while (token != null);
    }
    return new FolderZip(
        store,
        folder,
        files,
        bytes > MAX_BYTES
            ? "The folder has %s; the limit is %s. Download its folders one by one."
                .formatted(ByteSize.of(bytes), ByteSize.of(MAX_BYTES))
            : "");
  }

  /** Returns why the folder can't be saved, or the empty string. */
  String refusal() {
    return refusal;
  }

  /** Returns the name of the ZIP file. */
  String fileName() {
    return (folder.isEmpty() ? "artifacts" : folder.substring(0, folder.length() - 1)) + ".zip";
  }

  void write(ArtifactTransfer transfer, OutputStream to) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
    // most artifacts are compressed already
    zip.setLevel(Deflater.BEST_SPEED);
    Set<String> names = new HashSet<>();
    for (ArtifactListing.Entry file : files) {
      try (ArtifactContent content = transfer.open(() -> store.open(file.key(), null, null))) {
        ZipEntry entry = new ZipEntry(entryName(file.key().substring(folder.length()), names));
        entry.setTime(file.lastModified().toEpochMilli());
        zip.putNextEntry(entry);
        byte[] buffer = StreamCopy.buffer();
        StreamCopy.copy(buffer, content.read(buffer), content, zip);
        zip.closeEntry();
      }
    }
    zip.finish();
  }

  /**
   * Returns a unique name of a file inside the target folder. Windows reads backslashes and colons
   * as parts of a path, and ignores spaces and dots at the end of a folder.
   */
  private static String entryName(String path, Set<String> used) {
    String name = path.replaceAll("[\\p{Cntrl}\\\\:]", "_").replaceAll("(?<=^|/)[. ]+(?=/|$)", "_");
    String unique = name;
    for (int copy = 2; !used.add(unique); copy++) {
      unique = name.replaceFirst("(\\.[^./]*)?$", "~" + copy + "$1");
    }
    return unique;
  }
}
