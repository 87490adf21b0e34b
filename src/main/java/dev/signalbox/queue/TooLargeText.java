package dev.signalbox.queue;

import dev.signalbox.nomad.Resources;

/** Texts for a job that is too large for every client. */
final class TooLargeText {

  /** Largest client that CircleCI server supports, in MiB. */
  private static final long MAX_SUPPORTED_MIB = 128 * 1024;

  private TooLargeText() {}

  static String sentence(WaitingReason.TooLarge reason) {
    Resources requested = reason.requested();
    Resources largest = reason.largest();
    if (requested.memory() > largest.memory()) {
      return compared(
          WaitingReasonText.gib(requested.memory()) + " memory",
          WaitingReasonText.gib(largest.memory()));
    }
    if (requested.cpu() > largest.cpu()) {
      return compared(
          WaitingReasonText.mhz(requested.cpu()) + " CPU", WaitingReasonText.mhz(largest.cpu()));
    }
    return isDiskTooSmall(reason)
        ? compared(
            WaitingReasonText.gib(requested.disk()) + " disk",
            WaitingReasonText.gib(largest.disk()))
        : "Needs %s; no single client has both.".formatted(WaitingReasonText.size(requested));
  }

  static String advice(WaitingReason.TooLarge reason) {
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
