package dev.signalbox.nomad.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A drain, going on or ended.
 *
 * @param message why, empty where nobody said
 * @param requestedBy who, empty where nobody said
 * @param forceAt when what is left was to be stopped, or null for never or not known
 * @param builds how many ran when it began, or null where nobody looked on
 * @param outcome null while it goes on
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
