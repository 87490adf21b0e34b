package dev.signalbox.restores;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FirstRows;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** View model of the list of restores. */
record RestoresPage(
    String summary, FirstRows<Row> rows, EmptyState empty, FreshnessBanner freshness) {

  private static final int MAX_ROWS = 200;

  /**
   * A restore.
   *
   * @param phase Velero's phase; empty until the Restore exists
   * @param problems numbers of errors and warnings in words; may be empty
   */
  record Row(
      String id,
      String url,
      String name,
      String snapshot,
      String snapshotUrl,
      StatusLabel status,
      String phase,
      String problems,
      String mode,
      String startedBy,
      @Nullable TimestampView started,
      String duration) {

    static Row of(RestoreLookup.Found found, Clock clock) {
      @Nullable RestoreOperation operation = found.operation();
      @Nullable Restore restore = found.restore();
      return new Row(
          found.id(),
          "/restores/" + found.id(),
          found.name(),
          found.snapshot(),
          SnapshotLinks.show(found.snapshot()),
          operation != null
              ? RestoreText.status(operation)
              : restore == null ? StatusLabel.unknown("Unknown") : RestoreText.status(restore),
          phase(operation, restore),
          problems(operation, restore),
          operation == null ? "–" : operation.mode().label(),
          operation != null ? operation.startedBy() : restore == null ? "" : by(restore),
          TimestampView.ofNullable(found.sortTime(), clock),
          duration(operation, restore, clock.instant()));
    }

    private static String by(Restore restore) {
      return restore.requestedBy().isEmpty() ? "outside Signalbox" : restore.requestedBy();
    }

    private static String phase(@Nullable RestoreOperation operation, @Nullable Restore restore) {
      if (restore != null) {
        return restore.phaseText();
      }
      return operation == null || operation.outcome() == null ? "" : operation.outcome().phase();
    }

    private static String problems(
        @Nullable RestoreOperation operation, @Nullable Restore restore) {
      if (operation != null && operation.outcome() != null) {
        return RestoreText.problems(operation.outcome().errors(), operation.outcome().warnings());
      }
      return restore == null ? "" : RestoreText.problems(restore.errors(), restore.warnings());
    }

    private static String duration(
        @Nullable RestoreOperation operation, @Nullable Restore restore, Instant now) {
      @Nullable Instant start =
          operation != null ? operation.createdAt() : restore == null ? null : restore.startedAt();
      @Nullable Instant end =
          operation != null ? operation.endedAt() : restore == null ? null : restore.completedAt();
      return start == null
          ? "–"
          : TimestampView.formatDuration(Duration.between(start, end == null ? now : end));
    }
  }

  static RestoresPage of(List<RestoreLookup.Found> all, VeleroState velero, Clock clock) {
    long open =
        all.stream()
            .filter(
                found ->
                    found.operation() != null
                        ? !found.operation().state().isFinal()
                        : found.restore() != null && found.restore().state().isActive())
            .count();
    return new RestoresPage(
        open == 0
            ? "%,d total".formatted(all.size())
            : "%,d in progress · %,d total".formatted(open, all.size()),
        FirstRows.of(all.stream().map(found -> Row.of(found, clock)), all.size(), MAX_ROWS),
        new EmptyState(
            "No restores yet",
            "Choose a snapshot to restore. The preview shows what would be replaced before anything"
                + " is changed.",
            "View snapshots",
            SnapshotLinks.LIST),
        velero.freshness());
  }
}
