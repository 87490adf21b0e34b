package dev.signalbox.queue;

import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.queue.WaitingReason.IneligibleClient;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text of a waiting reason.
 *
 * @param sentence the reason as a sentence
 * @param advice how to resolve it, or null if it resolves without action; the label of the link to
 *     the client if there is one
 * @param clientName client that could run the job, or null
 * @param clientUrl page of that client, or null
 */
public record WaitingReasonText(
    StatusLabel status,
    String sentence,
    @Nullable String advice,
    @Nullable String clientName,
    @Nullable String clientUrl) {

  /** Largest client that CircleCI server supports, in MiB. */
  private static final long MAX_SUPPORTED_MIB = 128 * 1024;

  private static final double GIB = 1024;
  private static final DecimalFormatSymbols SYMBOLS =
      DecimalFormatSymbols.getInstance(Locale.ENGLISH);

  public static WaitingReasonText of(WaitingReason reason, Clock clock) {
    return switch (reason) {
      case WaitingReason.NoEligibleClient noClient -> noClient(noClient);
      case WaitingReason.ConstraintsFilterAll filtered -> constraintsFilterAll(filtered);
      case WaitingReason.TooLarge tooLarge ->
          withoutClient(
              StatusLabel.bad(ReasonKind.NEVER_FITS.label()),
              tooLargeSentence(tooLarge),
              tooLargeAdvice(tooLarge));
      case WaitingReason.FitsOnlyIneligible client -> onlyIneligible(client);
      case WaitingReason.NoFreeCapacity noCapacity -> noCapacity(noCapacity);
      case WaitingReason.QuotaReached quota ->
          withoutClient(
              StatusLabel.bad(ReasonKind.QUOTA.label()),
              "Quota " + quota.quota() + " of the namespace is reached.",
              "Raise the quota, or wait until other jobs of the namespace end.");
      case WaitingReason.BackOff backOff ->
          withoutClient(
              StatusLabel.waiting(ReasonKind.LATER.label()),
              backOff(backOff) + TimestampView.of(backOff.until(), clock).relative() + ".",
              null);
      case WaitingReason.NotEvaluated notEvaluated ->
          withoutClient(
              StatusLabel.bad(ReasonKind.SCHEDULER.label()),
              "Not evaluated since "
                  + TimestampView.timeOfDay(notEvaluated.since())
                  + " ("
                  + TimestampView.of(notEvaluated.since(), clock).relative()
                  + ").",
              "Check Servers: without a leader nothing is scheduled.");
      case WaitingReason.Starting starting ->
          withoutClient(StatusLabel.waiting(ReasonKind.STARTING.label()), "Just submitted.", null);
      case WaitingReason.Unexplained unexplained ->
          withoutClient(
              StatusLabel.unknown(ReasonKind.UNTOLD.label()),
              unexplained.description().isEmpty()
                  ? "Pending; Nomad gives no reason."
                  : "Pending; Nomad says: " + unexplained.description(),
              null);
    };
  }

  /** Formats memory and CPU, such as {@code 4 GiB, 2 GHz}, or the one of both that is known. */
  public static String size(Resources requested) {
    if (requested.cpu() <= 0) {
      return gib(requested.memory());
    }
    if (requested.memory() <= 0) {
      return mhz(requested.cpu());
    }
    return gib(requested.memory()) + ", " + mhz(requested.cpu());
  }

  private static WaitingReasonText noClient(WaitingReason.NoEligibleClient noClient) {
    @Nullable IneligibleClient client = noClient.ineligible();
    return withClient(
        client,
        StatusLabel.bad(ReasonKind.NO_CLIENT.label()),
        "No eligible client in "
            + noClient.scope().description()
            + (client == null ? "." : "; " + client.name() + " would fit but " + state(client)),
        client == null ? "Add a client there." : resolve(client));
  }

  private static WaitingReasonText constraintsFilterAll(
      WaitingReason.ConstraintsFilterAll filtered) {
    String all =
        filtered.clients() == 1
            ? "the only client"
            : "all %,d clients".formatted(filtered.clients());
    return withoutClient(
        StatusLabel.bad(ReasonKind.RULED_OUT.label()),
        exclusion(filtered, all),
        "Add a matching client, or relax the constraint.");
  }

  private static String exclusion(WaitingReason.ConstraintsFilterAll filtered, String all) {
    if (filtered.constraints().isEmpty()) {
      return "Constraints exclude " + all + ".";
    }
    WaitingReason.ExcludingConstraint first = filtered.constraints().getFirst();
    if (filtered.constraints().size() == 1 && first.clients() == filtered.clients()) {
      return capitalized(PlacementFailureText.constraint(first.constraint()))
          + " excludes "
          + all
          + ".";
    }
    return filtered.constraints().stream()
        .map(one -> PlacementFailureText.constraint(one.constraint()) + " (" + one.clients() + ")")
        .collect(Collectors.joining(", ", "Constraints exclude " + all + ": ", "."));
  }

  private static String capitalized(String constraint) {
    return PlacementFailureText.isMissing(constraint)
        ? Character.toUpperCase(constraint.charAt(0)) + constraint.substring(1)
        : "Constraint " + constraint;
  }

  private static WaitingReasonText onlyIneligible(WaitingReason.FitsOnlyIneligible onlyIneligible) {
    return withClient(
        onlyIneligible.ineligible(),
        StatusLabel.bad(ReasonKind.NEVER_FITS.label()),
        "Needs %s; only %s is large enough, but it %s"
            .formatted(
                size(onlyIneligible.requested()),
                onlyIneligible.ineligible().name(),
                state(onlyIneligible.ineligible())),
        resolve(onlyIneligible.ineligible()));
  }

  private static WaitingReasonText noCapacity(WaitingReason.NoFreeCapacity noCapacity) {
    String ahead =
        noCapacity.ahead() == 0 ? "Next in line." : "%,d ahead.".formatted(noCapacity.ahead());
    @Nullable IneligibleClient client = noCapacity.ineligible();
    String sentence =
        ahead
            + (noCapacity.clients() == 1
                ? " 1 client is full"
                : " %,d clients are full".formatted(noCapacity.clients()))
            + (noCapacity.filtered() == 0
                ? ""
                : "; constraints exclude %,d more".formatted(noCapacity.filtered()));
    return withClient(
        client,
        StatusLabel.waiting(ReasonKind.NO_ROOM.label()),
        client == null
            ? sentence + "."
            : sentence + "; " + client.name() + " has capacity but " + state(client),
        client == null ? null : resolve(client));
  }

  private static String backOff(WaitingReason.BackOff backOff) {
    return backOff.triggeredBy().contains("fail") ? "Failed; retries " : "Retries ";
  }

  private static String state(IneligibleClient client) {
    return client.draining() ? "is draining." : "is ineligible.";
  }

  private static String resolve(IneligibleClient client) {
    return client.draining()
        ? "Stop draining " + client.name()
        : "Mark " + client.name() + " eligible";
  }

  /** Formats MiB, for example {@code 32 MiB}, {@code 96 GiB} or {@code 97.7 GiB}. */
  static String gib(long mebibytes) {
    return mebibytes < GIB
        ? mebibytes + " MiB"
        : new DecimalFormat("#,##0.#", SYMBOLS).format(mebibytes / GIB) + " GiB";
  }

  /** Formats MHz, for example {@code 500 MHz}, {@code 8 GHz} or {@code 2.25 GHz}. */
  static String mhz(long mhz) {
    return mhz < 1000
        ? mhz + " MHz"
        : new DecimalFormat("#,##0.##", SYMBOLS).format(mhz / 1000.0) + " GHz";
  }

  private static WaitingReasonText withoutClient(
      StatusLabel status, String sentence, @Nullable String advice) {
    return new WaitingReasonText(status, sentence, advice, null, null);
  }

  private static WaitingReasonText withClient(
      @Nullable IneligibleClient client,
      StatusLabel status,
      String sentence,
      @Nullable String advice) {
    return client == null
        ? withoutClient(status, sentence, advice)
        : new WaitingReasonText(
            status, sentence, advice, client.name(), NomadLinks.client(client.id()));
  }

  private static String tooLargeSentence(WaitingReason.TooLarge reason) {
    Resources requested = reason.requested();
    Resources largest = reason.largest();
    if (requested.memory() > largest.memory()) {
      return compared(gib(requested.memory()) + " memory", gib(largest.memory()));
    }
    if (requested.cpu() > largest.cpu()) {
      return compared(mhz(requested.cpu()) + " CPU", mhz(largest.cpu()));
    }
    return isDiskTooSmall(reason)
        ? compared(gib(requested.disk()) + " disk", gib(largest.disk()))
        : "Needs %s; no single client has both.".formatted(size(requested));
  }

  private static String tooLargeAdvice(WaitingReason.TooLarge reason) {
    if (isDiskTooSmall(reason)) {
      return "Add clients with larger disks, or reduce the disk size of the job.";
    }
    if (reason.requested().memory() > MAX_SUPPORTED_MIB) {
      return "Choose a smaller resource class: CircleCI server supports clients up to 128 GiB.";
    }
    return reason.sufficientType() == null
        ? "Add larger clients, or choose a smaller resource class."
        : "Add a client of type "
            + reason.sufficientType()
            + " or larger, or choose a smaller resource class.";
  }

  /** Whether CPU and memory fit and only the disk is too small. */
  private static boolean isDiskTooSmall(WaitingReason.TooLarge reason) {
    return reason.largest().covers(reason.requested())
        && reason.largest().disk() > 0
        && reason.requested().disk() > reason.largest().disk();
  }

  private static String compared(String needed, String largest) {
    return "Needs %s; the largest client has %s.".formatted(needed, largest);
  }
}
