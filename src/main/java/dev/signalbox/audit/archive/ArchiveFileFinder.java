package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.LineFormat;
import dev.signalbox.storage.ObjectStore;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the downloadable files: each part, and all parts as one file. */
@Component
class ArchiveFileFinder {

  static final String ALL = "all";

  private final Optional<ObjectStore> store;
  private final ArchiveRepository archives;

  ArchiveFileFinder(Optional<ObjectStore> store, ArchiveRepository archives) {
    this.store = store;
    this.archives = archives;
  }

  /** Finds a file by a name such as {@code 2026-10-part-1.csv.gz} or {@code all.jsonl.gz}. */
  Optional<ConcatenatedFile> find(String name) {
    LineFormat lineFormat =
        name.endsWith(extension(LineFormat.CSV)) ? LineFormat.CSV : LineFormat.JSON_LINES;
    List<ArchiveFile> files =
        archives.parts().stream()
            .map(ArchiveRepository.ArchivedPart::manifest)
            .filter(
                part ->
                    name.equals(ALL + extension(lineFormat))
                        || name.equals(nameOf(part, lineFormat)))
            .map(part -> part.file(lineFormat))
            .toList();
    return files.isEmpty()
        ? Optional.empty()
        : store.map(
            storage -> ConcatenatedFile.of("audit-log-" + name, lineFormat, files, storage));
  }

  static String nameOf(Manifest part, LineFormat lineFormat) {
    return part.month() + "-part-" + part.part() + extension(lineFormat);
  }

  static String extension(LineFormat lineFormat) {
    return lineFormat == LineFormat.CSV ? ".csv.gz" : ".jsonl.gz";
  }
}
