package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.Layout;
import dev.signalbox.storage.ObjectStore;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The files that people can take: each part, and all of them as one. */
@Component
class ArchiveFiles {

  static final String ALL = "all";

  private final Optional<ObjectStore> store;
  private final Archives archives;

  ArchiveFiles(Optional<ObjectStore> store, Archives archives) {
    this.store = store;
    this.archives = archives;
  }

  /** Finds the file of a name like {@code 2026-10-part-1.csv.gz} or {@code all.jsonl.gz}. */
  Optional<ArchivedFile> find(String name) {
    Layout layout = name.endsWith(ending(Layout.CSV)) ? Layout.CSV : Layout.JSON_LINES;
    List<ArchiveFile> files =
        archives.parts().stream()
            .map(Archives.Written::manifest)
            .filter(part -> name.equals(ALL + ending(layout)) || name.equals(nameOf(part, layout)))
            .map(part -> part.file(layout))
            .toList();
    return files.isEmpty()
        ? Optional.empty()
        : store.map(there -> ArchivedFile.of("audit-log-" + name, layout, files, there));
  }

  static String nameOf(Manifest part, Layout layout) {
    return part.month() + "-part-" + part.part() + ending(layout);
  }

  static String ending(Layout layout) {
    return layout == Layout.CSV ? ".csv.gz" : ".jsonl.gz";
  }
}
