package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A snapshot in the API.
 *
 * @param kind {@code full}, {@code partial}, or {@code custom} if another tool created it
 * @param trigger {@code manual}, {@code schedule} or {@code safety}
 * @param phase Velero's phase
 * @param state name of a {@link SnapshotState}, in lower case
 * @param incomplete whether data of an expected volume is missing although it has completed
 * @param kept whether it is exempt from the retention rules
 * @param schedule the schedule that made it, or null
 * @param bytes size of the volume data so far
 * @param startedAt null until it has started
 * @param completedAt null until it has ended
 * @param expiresAt when Velero deletes it; null until it has started
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SnapshotJson(
    String name,
    String uid,
    String kind,
    String trigger,
    String phase,
    String state,
    boolean incomplete,
    boolean kept,
    @Nullable String schedule,
    String storageLocation,
    List<String> namespaces,
    long bytes,
    long warnings,
    long errors,
    @Nullable String requestedBy,
    @Nullable String reason,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Instant expiresAt) {

  static SnapshotJson of(Backup backup, boolean incomplete, long bytes) {
    return new SnapshotJson(
        backup.name(),
        backup.uid(),
        lower(backup.kind()),
        lower(backup.trigger()),
        backup.status().phaseText().isEmpty() ? "New" : backup.status().phaseText(),
        lower(backup.state()),
        incomplete,
        backup.isKept(),
        orNull(backup.scheduleName()),
        backup.spec().storageLocation(),
        backup.spec().includedNamespaces(),
        bytes,
        backup.status().warnings(),
        backup.status().errors(),
        orNull(backup.requestedBy()),
        orNull(backup.reason()),
        backup.status().startedAt(),
        backup.status().completedAt(),
        backup.status().expiresAt());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
