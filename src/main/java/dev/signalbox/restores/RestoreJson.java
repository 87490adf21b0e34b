package dev.signalbox.restores;

import dev.signalbox.velero.Restore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A restore in the API.
 *
 * @param id the id of its page; the name of the Restore if Signalbox didn't start it
 * @param restore name of the Restore in Velero
 * @param mode {@code merge} or {@code replace}; null if Signalbox didn't start it
 * @param state {@code running}, {@code paused}, {@code canceling}, {@code canceled} or {@code
 *     finished}; null if Signalbox didn't start it
 * @param step the current step; null if Signalbox didn't start it
 * @param phase Velero's phase; null until the Restore exists
 * @param note why it waits or is paused, or how it ended; null for none
 * @param safetySnapshot the snapshot taken before; null if none
 * @param endedAt null until it has ended
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RestoreJson(
    String id,
    String restore,
    String snapshot,
    @Nullable String mode,
    @Nullable String state,
    @Nullable String step,
    @Nullable String phase,
    @Nullable String note,
    @Nullable String safetySnapshot,
    @Nullable String requestedBy,
    @Nullable String reason,
    long itemsRestored,
    long totalItems,
    long warnings,
    long errors,
    Instant createdAt,
    @Nullable Instant endedAt) {

  static RestoreJson of(RestoreLookup.Found found) {
    @Nullable RestoreOperation operation = found.operation();
    @Nullable Restore restore = found.restore();
    @Nullable RestoreOutcome outcome =
        operation != null && operation.outcome() != null
            ? operation.outcome()
            : restore == null ? null : RestoreOutcome.of(restore, List.of());
    return new RestoreJson(
        found.id(),
        found.name(),
        found.snapshot(),
        operation == null ? null : operation.mode().code(),
        operation == null ? null : lower(operation.state()),
        operation == null ? null : lower(operation.step()),
        outcome == null ? null : outcome.phase(),
        operation == null ? null : orNull(operation.note()),
        orNull(found.safetySnapshot()),
        operation != null
            ? operation.startedBy()
            : restore == null ? null : orNull(restore.requestedBy()),
        operation == null ? null : operation.reason(),
        outcome == null ? 0 : outcome.itemsRestored(),
        outcome == null ? 0 : outcome.totalItems(),
        outcome == null ? 0 : outcome.warnings(),
        outcome == null ? 0 : outcome.errors(),
        found.sortTime(),
        operation != null ? operation.endedAt() : restore == null ? null : restore.completedAt());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
