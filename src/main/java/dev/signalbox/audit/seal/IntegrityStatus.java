package dev.signalbox.audit.seal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The integrity of the log by its last checks.
 *
 * @param verifiedUpTo time of the last verified seal, or null before the first
 * @param verifiedAt time of the last check, or null
 * @param completeAt time of the last check of the whole log, or null
 * @param seal the number of the last verified seal
 * @param findings number of findings
 * @param firstFindings the first findings, as sentences
 * @param unsealed number of batches without a seal
 */
public record IntegrityStatus(
    @Nullable Instant verifiedUpTo,
    @Nullable Instant verifiedAt,
    @Nullable Instant completeAt,
    long seal,
    long findings,
    List<String> firstFindings,
    long unsealed) {}
