package dev.signalbox.snapshots;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Filter for the list of snapshots, read from the query string.
 *
 * @param state null for any
 * @param kind null for any
 * @param schedule name of a schedule, or empty for any
 * @param query part of the name in lower case, or empty
 */
record SnapshotFilter(
    @Nullable SnapshotState state, @Nullable BackupKind kind, String schedule, String query) {

  static final ListParameters PARAMETERS =
      ListParameters.ofTexts("q", "schedule")
          .choice("state", SnapshotText.codes(SnapshotState.values()))
          .choice("kind", SnapshotText.codes(BackupKind.values()));

  /**
   * Reads the filter.
   *
   * @throws InvalidParametersException if a value is unreadable
   */
  static SnapshotFilter of(ListUrl url) {
    ListUrl valid = PARAMETERS.require(url);
    return new SnapshotFilter(
        SnapshotText.parse(SnapshotState.values(), valid.value("state")).orElse(null),
        SnapshotText.parse(BackupKind.values(), valid.value("kind")).orElse(null),
        valid.value("schedule"),
        valid.value("q").strip().toLowerCase(Locale.ROOT));
  }

  boolean matches(SnapshotRow row) {
    Backup backup = row.backup();
    return (state == null || row.state() == state)
        && (kind == null || backup.kind() == kind)
        && (schedule.isEmpty() || backup.scheduleName().equals(VeleroNames.labelValue(schedule)))
        && (query.isEmpty() || backup.name().contains(query));
  }

  boolean isEmpty() {
    return state == null && kind == null && schedule.isEmpty() && query.isEmpty();
  }
}
