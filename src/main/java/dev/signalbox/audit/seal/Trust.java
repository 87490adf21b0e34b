package dev.signalbox.audit.seal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the log is known to be as it came.
 *
 * @param verifiedUpTo when the last seal was made that was looked at, or null before the first
 * @param verifiedAt when it was looked at, or null when never
 * @param completeAt when the whole log was looked at, or null when never
 * @param seal the number of that last seal
 * @param findings how many things are not as they came
 * @param firstFindings the first of them in words
 * @param unsealed how many batches wait for a seal
 */
public record Trust(
    @Nullable Instant verifiedUpTo,
    @Nullable Instant verifiedAt,
    @Nullable Instant completeAt,
    long seal,
    long findings,
    List<String> firstFindings,
    long unsealed) {}
