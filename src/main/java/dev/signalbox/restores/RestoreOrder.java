package dev.signalbox.restores;

import dev.signalbox.velero.Backup;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A restore that a user requests.
 *
 * @param acceptsPartial whether the user accepts that data is missing in the snapshot
 * @param takesSafetySnapshot whether a snapshot is taken first
 * @param undoOf the restore that this one undoes, or null
 */
record RestoreOrder(
    Backup backup,
    RestoreMode mode,
    boolean acceptsPartial,
    boolean takesSafetySnapshot,
    String reason,
    @Nullable UUID undoOf) {}
