package dev.signalbox.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A drain that is running or has ended.
 *
 * @param message the reason, or empty if unknown
 * @param requestedBy who started it, or empty if unknown
 * @param forceAt the deadline, or null if there is none or it is unknown
 * @param builds number of builds that were running when it started, or null if unknown
 * @param endedAt null while it is running
 * @param outcome null while it is running
 */
public record PastDrain(
    String clientId,
    String clientName,
    Instant startedAt,
    String message,
    String requestedBy,
    @Nullable Instant forceAt,
    @Nullable Integer builds,
    @Nullable Instant endedAt,
    @Nullable DrainOutcome outcome) {}
