package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.Layout;
import java.time.YearMonth;

/**
 * What one part of a month holds: the events of the month that are in the seals from the first to
 * the last, oldest first.
 *
 * @param part from 1 on; later parts hold events that came after the ones before were written
 * @param csv without a line of names, so that files of gzip can be put one after the other
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

  /** The file of one of the two forms. */
  ArchiveFile file(Layout layout) {
    return layout == Layout.CSV ? csv : jsonLines;
  }

  /** Where the manifest itself is kept. */
  String name() {
    return stem(month, part) + ".manifest.json";
  }

  static String stem(YearMonth month, int part) {
    return FOLDER + month + "/part-" + part;
  }
}
