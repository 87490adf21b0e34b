package dev.signalbox.snapshots;

import dev.signalbox.velero.Backup;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of the matching snapshots, newest first.
 *
 * @param matching number of matching snapshots on all pages
 */
record SnapshotSelection(ListPage<SnapshotRow> page, int matching) {

  static final int ROWS = 50;

  /**
   * Returns the page that the URL selects; it is empty if the filter is unreadable.
   *
   * @param rows newest first
   */
  static SnapshotSelection of(ListUrl url, List<SnapshotRow> rows) {
    if (url.isInvalid()) {
      return new SnapshotSelection(new ListPage<>(List.of(), null, null), 0);
    }
    SnapshotFilter filter = SnapshotFilter.of(url);
    List<SnapshotRow> matching = rows.stream().filter(filter::matches).toList();
    int from = start(url, matching);
    int to = Math.min(matching.size(), from + ROWS);
    List<SnapshotRow> items = matching.subList(from, to);
    return new SnapshotSelection(
        new ListPage<>(
            items,
            from > 0 && !items.isEmpty() ? at(url, "before", items.getFirst()) : null,
            to < matching.size() ? at(url, "after", items.getLast()) : null),
        matching.size());
  }

  private static int start(ListUrl url, List<SnapshotRow> rows) {
    Optional<Position> after = Position.parse(url.value("after"));
    if (after.isPresent()) {
      return (int) rows.stream().filter(row -> !after.get().isBefore(row.backup())).count();
    }
    return Position.parse(url.value("before"))
        .map(before -> (int) rows.stream().filter(row -> before.isAfter(row.backup())).count())
        .map(end -> Math.max(0, end - ROWS))
        .orElse(0);
  }

  private static String at(ListUrl url, String side, SnapshotRow row) {
    return url.at(side, Position.of(row.backup()).text()).toString();
  }

  /**
   * A position in the list, which stays valid if the backup is deleted.
   *
   * @param time null for backups without a time, which come first
   */
  private record Position(@Nullable Instant time, String name) {

    static Position of(Backup backup) {
      return new Position(backup.sortTime(), backup.name());
    }

    static Optional<Position> parse(String text) {
      int separator = text.indexOf('~');
      if (separator < 0) {
        return Optional.empty();
      }
      String time = text.substring(0, separator);
      try {
        return Optional.of(
            new Position(
                time.isEmpty() ? null : Instant.parse(time), text.substring(separator + 1)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    String text() {
      return (time == null ? "" : time) + "~" + name;
    }

    /** Returns whether this position precedes the backup in the list. */
    boolean isBefore(Backup backup) {
      return compareTo(backup) < 0;
    }

    boolean isAfter(Backup backup) {
      return compareTo(backup) > 0;
    }

    private int compareTo(Backup backup) {
      @Nullable Instant other = backup.sortTime();
      if (time == null || other == null) {
        int missing = Boolean.compare(time != null, other != null);
        return missing != 0 ? missing : name.compareTo(backup.name());
      }
      int newer = other.compareTo(time);
      return newer != 0 ? newer : name.compareTo(backup.name());
    }
  }
}
