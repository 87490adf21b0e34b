package dev.signalbox.nomad.watching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Whether the stream is barred: one that is refused for an hour, one that breaks too often or says
 * nothing for some minutes. Remembers how the stream fared.
 */
final class StreamBar {

  private static final Duration REFUSED = Duration.ofHours(1);
  private static final Duration BROKEN = Duration.ofMinutes(5);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_BREAKS = 5;

  private final Desk desk;
  private final Deque<Duration> breaks = new ArrayDeque<>();
  private @Nullable Duration until;
  private @Nullable Trouble why;
  private boolean onProbation;
  private boolean listsFailedToo;
  private int inVain;

  StreamBar(Desk desk) {
    this.desk = desk;
  }

  /** Whether the stream is not to be tried now. */
  boolean stands() {
    @Nullable Duration end = until;
    return end != null && desk.now().compareTo(end) < 0;
  }

  /** Why it was barred last, and not known to be well since then. */
  @Nullable Trouble why() {
    return why;
  }

  /**
   * Counts that the stream ended.
   *
   * @param stood whether anything had come of it
   * @return for how long it is barred from now on, or null when it is not
   */
  @Nullable Duration ended(boolean stood, Trouble trouble) {
    Duration now = desk.now();
    breaks.addLast(now);
    breaks.removeIf(one -> now.minus(one).compareTo(WINDOW) > 0);
    inVain = stood ? 0 : inVain + 1;
    @Nullable Duration time = time(stood, trouble);
    if (time != null) {
      breaks.clear();
      onProbation = true;
      listsFailedToo = false;
      inVain = 0;
      until = now.plus(time);
      why = trouble;
    }
    return time;
  }

  private @Nullable Duration time(boolean stood, Trouble trouble) {
    boolean refused = trouble.kind() == Trouble.Kind.REFUSED;
    boolean mute = trouble.equals(Trouble.MUTE) || inVain >= MOST_BREAKS || (onProbation && !stood);
    if (refused || (trouble.kind() == Trouble.Kind.STRANGE && !stood)) {
      return REFUSED;
    }
    return breaks.size() >= MOST_BREAKS || mute ? BROKEN : null;
  }

  /** Whether the last break was the only one within a minute. */
  boolean brokeOnce() {
    return breaks.size() == 1;
  }

  /** The stream stands, and nothing is missing. */
  void lift() {
    until = null;
    why = null;
    onProbation = false;
    inVain = 0;
  }

  /** Nothing is known of how the stream fares. */
  void forget() {
    lift();
    breaks.clear();
    listsFailedToo = false;
  }

  /** A list failed that was asked for in the stream's place. */
  void listFailed() {
    listsFailedToo = true;
  }

  /**
   * Lists are answered again, or still.
   *
   * @return after how long the stream is to be tried, though it was barred for longer; null when
   *     nothing changes
   */
  @Nullable Duration listsAnswered() {
    if (!listsFailedToo) {
      return null;
    }
    // what had been refused or cut off was all of it, and is no more: most likely events, too
    listsFailedToo = false;
    if (!stands()) {
      return null;
    }
    until = null;
    return WINDOW;
  }
}
