package dev.signalbox.nomad.watching;

import dev.signalbox.outside.OutsideWorldException;
import java.util.Locale;

/** What went wrong with the servers, as it is told and as it is acted upon. */
record Trouble(Kind kind, String tried, String answered, String advice) {

  /** The stream ended without a word: a proxy, a restarted server, or a refusal since 1.11.2. */
  static final Trouble ENDED =
      new Trouble(
          Kind.UNREACHABLE,
          "follow Nomad's events",
          "the stream ended without a word",
          "look whether something in between cuts long connections, and whether the token may read"
              + " nodes and jobs");

  /** The stream is open and empty, though the servers say something every half minute. */
  static final Trouble MUTE =
      new Trouble(
          Kind.UNREACHABLE,
          "follow Nomad's events",
          "nothing within 40 seconds, though the servers say something every 30",
          "look whether something in between holds back what the servers send");

  /** A mistake of ours, which stands in the log. */
  static final Trouble UNFORESEEN =
      new Trouble(
          Kind.STRANGE,
          "read what Nomad answered",
          "something that this console does not understand",
          "look into the console's log");

  static Trouble of(OutsideWorldException failure) {
    return new Trouble(kind(failure), failure.tried(), failure.answered(), failure.advice());
  }

  /** Whether the servers say that they have no leader. */
  boolean leaderless() {
    String words = answered.toLowerCase(Locale.ROOT);
    return words.contains("no cluster leader") || words.contains("no leader");
  }

  private static Kind kind(OutsideWorldException failure) {
    return switch (failure) {
      case OutsideWorldException.Unreachable away ->
          away.answered().contains("429") ? Kind.CROWDED : Kind.UNREACHABLE;
      case OutsideWorldException.Refused refused -> Kind.REFUSED;
      case OutsideWorldException.Missing missing -> Kind.STRANGE;
      case OutsideWorldException.Conflicting conflicting -> Kind.STRANGE;
      case OutsideWorldException.Unexpected unexpected -> Kind.STRANGE;
    };
  }

  /** What matters for what is done next. */
  enum Kind {
    UNREACHABLE,
    /** The servers take no more connections from this address. */
    CROWDED,
    REFUSED,
    STRANGE
  }
}
