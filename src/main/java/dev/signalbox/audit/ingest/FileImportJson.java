package dev.signalbox.audit.ingest;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The progress of an import.
 *
 * @param position the offset of the next chunk in bytes
 * @param firstRejected the first rejected lines, with the reason
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record FileImportJson(
    UUID id,
    String name,
    long size,
    long position,
    long stored,
    long duplicates,
    long rejected,
    List<String> firstRejected,
    boolean done) {

  static FileImportJson of(FileImport file) {
    return new FileImportJson(
        file.id(),
        file.name(),
        file.size(),
        file.position(),
        file.stored(),
        file.duplicates(),
        file.rejected(),
        file.firstRejected(),
        file.endedAt() != null);
  }
}
