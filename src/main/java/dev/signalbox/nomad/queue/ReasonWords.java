package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.queue.WaitingReason.Parked;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reason in one sentence.
 *
 * @param advice what can be done, or null where waiting is all
 * @param clientName a client the sentence speaks of, or null
 * @param clientUrl where it is shown, or null
 */
public record ReasonWords(
    Status status,
    String sentence,
    @Nullable String advice,
    @Nullable String clientName,
    @Nullable String clientUrl) {

  private static final double GIB = 1024;

  public static ReasonWords of(WaitingReason reason, Clock clock) {
    return switch (reason) {
      case WaitingReason.NoClientHere none -> noClient(none);
      case WaitingReason.ConstraintsFilterAll ruled -> ruledOut(ruled);
      case WaitingReason.NeverFits never ->
          plain(
              Status.bad(ReasonKind.NEVER_FITS.label()),
              NeverFitsWords.sentence(never),
              NeverFitsWords.advice(never));
      case WaitingReason.FitsOnlyParked parked -> onlyParked(parked);
      case WaitingReason.WaitsForRoom room -> waitsForRoom(room);
      case WaitingReason.QuotaReached quota ->
          plain(
              Status.bad(ReasonKind.QUOTA.label()),
              "The quota " + quota.quota() + " of its namespace is reached.",
              "raise the quota, or wait until something of the namespace ends");
      case WaitingReason.BackOff later ->
          plain(
              Status.waiting(ReasonKind.LATER.label()),
              backOff(later) + Moment.of(later.until(), clock).relative() + ".",
              null);
      case WaitingReason.SchedulerSlow slow ->
          plain(
              Status.bad(ReasonKind.SCHEDULER.label()),
              "The scheduler has not looked at it since "
                  + Moment.timeOfDay(slow.since())
                  + ", "
                  + Moment.of(slow.since(), clock).relative()
                  + ".",
              "look at the servers: without a leader nothing is placed");
      case WaitingReason.Starting starting ->
          plain(
              Status.waiting(ReasonKind.STARTING.label()),
              "It has just come; the scheduler is about to look.",
              null);
      case WaitingReason.Untold untold ->
          plain(
              Status.unknown(ReasonKind.UNTOLD.label()),
              untold.told().isEmpty()
                  ? "Nomad keeps it back and does not say why."
                  : "Nomad keeps it back and says: " + untold.told(),
              null);
    };
  }

  /** {@code 4.0 GiB and 2,000 MHz}, or that of both which is known. */
  public static String size(Resources asked) {
    if (asked.cpu() <= 0) {
      return gib(asked.memory());
    }
    if (asked.memory() <= 0) {
      return mhz(asked.cpu());
    }
    return gib(asked.memory()) + " and " + mhz(asked.cpu());
  }

  private static ReasonWords noClient(WaitingReason.NoClientHere none) {
    @Nullable Parked parked = none.parked();
    return about(
        parked,
        Status.bad(ReasonKind.NO_CLIENT.label()),
        "No client of "
            + none.scope().words()
            + " takes builds."
            + (parked == null ? "" : " " + parked.name() + " would do, but it " + stand(parked)),
        parked == null ? "start a client there" : ready(parked));
  }

  private static ReasonWords ruledOut(WaitingReason.ConstraintsFilterAll ruled) {
    String because =
        ruled.constraints().stream()
            .map(one -> FailureWords.constraint(one.constraint()) + " rules out " + one.clients())
            .collect(Collectors.joining(", "));
    String all =
        ruled.clients() == 1
            ? "The only client there is ruled out by what it demands"
            : "All " + ruled.clients() + " clients are ruled out by what it demands";
    return plain(
        Status.bad(ReasonKind.RULED_OUT.label()),
        all + (because.isEmpty() ? "." : ": " + because + "."),
        "give a client what is demanded, or demand less");
  }

  private static ReasonWords onlyParked(WaitingReason.FitsOnlyParked only) {
    return about(
        only.parked(),
        Status.bad(ReasonKind.NEVER_FITS.label()),
        "Needs %s; only %s is large enough, but it %s"
            .formatted(size(only.asked()), only.parked().name(), stand(only.parked())),
        ready(only.parked()));
  }

  private static ReasonWords waitsForRoom(WaitingReason.WaitsForRoom room) {
    String shortOf =
        room.dimensions().isEmpty()
            ? "room"
            : room.dimensions().stream()
                .map(FailureWords::dimension)
                .collect(Collectors.joining(" or "));
    String ahead = room.ahead() == 0 ? "it is next" : room.ahead() + " ahead";
    @Nullable Parked parked = room.parked();
    String sentence =
        "Waits for room, %s: %s is short on %s%s."
            .formatted(ahead, shortOf, FailureWords.on(room.clients()), others(room.ruledOut()));
    return about(
        parked,
        Status.waiting(ReasonKind.NO_ROOM.label()),
        parked == null
            ? sentence
            : sentence + " " + parked.name() + " has room, but it " + stand(parked),
        parked == null ? null : ready(parked));
  }

  private static String others(int ruledOut) {
    return switch (ruledOut) {
      case 0 -> "";
      case 1 -> "; 1 more is ruled out by what it demands";
      default -> "; " + ruledOut + " more are ruled out by what it demands";
    };
  }

  private static String backOff(WaitingReason.BackOff later) {
    return later.triggeredBy().contains("fail")
        ? "It failed and is tried again "
        : "It is tried again ";
  }

  private static String stand(Parked parked) {
    return parked.draining() ? "is being drained." : "is not eligible.";
  }

  private static String ready(Parked parked) {
    return parked.draining()
        ? "cancel the drain of " + parked.name()
        : "make " + parked.name() + " eligible again";
  }

  static String gib(long mebibytes) {
    return String.format(Locale.ENGLISH, "%.1f GiB", mebibytes / GIB);
  }

  static String mhz(long mhz) {
    return String.format(Locale.ENGLISH, "%,d MHz", mhz);
  }

  private static ReasonWords plain(Status status, String sentence, @Nullable String advice) {
    return new ReasonWords(status, sentence, advice, null, null);
  }

  private static ReasonWords about(
      @Nullable Parked parked, Status status, String sentence, @Nullable String advice) {
    return parked == null
        ? plain(status, sentence, advice)
        : new ReasonWords(status, sentence, advice, parked.name(), NomadLinks.client(parked.id()));
  }
}
