package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.LineFormat;
import java.time.YearMonth;

/**
 * The content of one part of an archived month: the events of the month that are in the seals from
 * first to last, oldest first.
 *
 * @param part from 1; later parts hold events that arrived after the earlier parts were written
 * @param csv without a header line, so that the files can be concatenated
 */
record Manifest(
    YearMonth month,
    int part,
    long firstSeal,
    long lastSeal,
    long events,
    ArchiveFile csv,
    ArchiveFile jsonLines) {

  static final String FOLDER = "audit/";

  /** Returns the file in a format. */
  ArchiveFile file(LineFormat lineFormat) {
    return lineFormat == LineFormat.CSV ? csv : jsonLines;
  }

  /** Returns the object name of the manifest. */
  String name() {
    return stem(month, part) + ".manifest.json";
  }

  static String stem(YearMonth month, int part) {
    return FOLDER + month + "/part-" + part;
  }
}
