package dev.signalbox.audit.seal;

import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Model of the integrity page. */
record IntegrityPage(
    String summary,
    StatusLabel state,
    @Nullable TimestampView upTo,
    @Nullable TimestampView checkedAt,
    @Nullable TimestampView completeAt,
    String seal,
    String unsealed,
    List<String> findings,
    @Nullable String more) {

  static IntegrityPage of(IntegrityStatus status, Clock clock) {
    boolean clean = status.findings() == 0;
    @Nullable Instant upTo = status.verifiedUpTo();
    long unlisted = status.findings() - status.firstFindings().size();
    return new IntegrityPage(
        upTo == null
            ? "Not verified yet: the first check runs within minutes of startup"
            : clean
                ? "Verified up to %s: nothing was changed"
                    .formatted(TimestampView.of(upTo, clock).absolute())
                : status.findings() == 1
                    ? "1 finding: the log was changed outside Signalbox"
                    : "%,d findings: the log was changed outside Signalbox"
                        .formatted(status.findings()),
        clean
            ? upTo == null ? StatusLabel.unknown("Not verified yet") : StatusLabel.ok("Intact")
            : StatusLabel.bad("Tampered"),
        TimestampView.ofNullable(upTo, clock),
        TimestampView.ofNullable(status.verifiedAt(), clock),
        TimestampView.ofNullable(status.completeAt(), clock),
        "%,d".formatted(status.seal()),
        status.unsealed() == 0
            ? "none"
            : "%,d %s, sealed within seconds"
                .formatted(status.unsealed(), status.unsealed() == 1 ? "batch" : "batches"),
        status.firstFindings(),
        unlisted > 0
            ? "More findings: %,d. Run verify-audit to list all.".formatted(unlisted)
            : null);
  }
}
