package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Resources;

/** What is too large for every client, and what would help. */
final class NeverFitsWords {

  /** What the guide allows a client to have, in MiB. */
  private static final long GUIDES_LARGEST = 128 * 1024;

  private NeverFitsWords() {}

  static String sentence(WaitingReason.NeverFits never) {
    Resources asked = never.asked();
    Resources largest = never.largest();
    if (asked.memory() > largest.memory()) {
      return compared(ReasonWords.gib(asked.memory()), ReasonWords.gib(largest.memory()));
    }
    if (asked.cpu() > largest.cpu()) {
      return compared(ReasonWords.mhz(asked.cpu()), ReasonWords.mhz(largest.cpu()));
    }
    return ofDisk(never)
        ? compared(
            ReasonWords.gib(asked.disk()) + " of disk", ReasonWords.gib(largest.disk()) + " of it")
        : "Never fits: needs %s together, and no client has both."
            .formatted(ReasonWords.size(asked));
  }

  static String advice(WaitingReason.NeverFits never) {
    if (ofDisk(never)) {
      return "start clients with larger disks, or let the job ask for less";
    }
    if (never.asked().memory() > GUIDES_LARGEST) {
      return "choose a smaller resource class: the guide allows clients up to 128 GiB";
    }
    return never.wouldDo() == null
        ? "start larger clients, or choose a smaller resource class"
        : "start a client of type "
            + never.wouldDo()
            + " or larger, or choose a smaller resource class";
  }

  /** Whether the disk alone is too small. */
  private static boolean ofDisk(WaitingReason.NeverFits never) {
    return never.largest().hold(never.asked())
        && never.largest().disk() > 0
        && never.asked().disk() > never.largest().disk();
  }

  private static String compared(String needed, String largest) {
    return "Never fits: needs %s, the largest client has %s.".formatted(needed, largest);
  }
}
