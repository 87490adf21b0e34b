package dev.signalbox.audit.seal;

import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the log is proven to be as it came, ready to print. */
record TrustPage(
    String truth,
    Status state,
    @Nullable Moment upTo,
    @Nullable Moment lookedAt,
    @Nullable Moment completeAt,
    String seal,
    String unsealed,
    List<String> findings,
    @Nullable String more) {

  static TrustPage of(Trust trust, Clock clock) {
    boolean clean = trust.findings() == 0;
    @Nullable Instant upTo = trust.verifiedUpTo();
    long untold = trust.findings() - trust.firstFindings().size();
    return new TrustPage(
        upTo == null
            ? "Nothing is verified yet; the first seals are looked at minutes after the start"
            : clean
                ? "Everything that was sealed until %s is as it came"
                    .formatted(Moment.of(upTo, clock).absolute())
                : trust.findings() == 1
                    ? "1 thing is not as it came"
                    : "%,d things are not as they came".formatted(trust.findings()),
        clean
            ? upTo == null ? Status.unknown("Not verified yet") : Status.ok("As it came")
            : Status.bad("Not as it came"),
        Moment.ofNullable(upTo, clock),
        Moment.ofNullable(trust.verifiedAt(), clock),
        Moment.ofNullable(trust.completeAt(), clock),
        "%,d".formatted(trust.seal()),
        trust.unsealed() == 0
            ? "none"
            : "%,d %s within seconds"
                .formatted(
                    trust.unsealed(),
                    trust.unsealed() == 1 ? "batch; it is sealed" : "batches; they are sealed"),
        trust.firstFindings(),
        untold > 0 ? "and %,d more; verify-audit tells them all".formatted(untold) : null);
  }
}
