package dev.signalbox.logs;

import dev.signalbox.logs.LogFollowers.Viewer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads one or more logs for a page: returns the new lines since the last call, merged by arrival.
 */
final class LogReader {

  /** Maximum number of lines returned at once. */
  static final int MAX_LINES = 2_000;

  private static final int MAX_CHARACTERS = 512 * 1024;

  private final LogFollowers followers;
  private final Viewer viewer;
  private final List<LogSession> logs;
  private final String instance;
  private final long[] seen;
  private final List<Integer> restarts = new ArrayList<>();
  private final @Nullable FollowState[] reported;
  private final LogSize[] reportedSizes;
  private volatile boolean updated = true;

  LogReader(
      LogFollowers followers,
      Viewer viewer,
      List<LogSession> logs,
      String instance,
      LogCursor mark) {
    this.followers = followers;
    this.viewer = viewer;
    this.logs = logs;
    this.instance = instance;
    this.seen = new long[logs.size()];
    this.reported = new @Nullable FollowState[logs.size()];
    this.reportedSizes = new LogSize[logs.size()];
    Arrays.fill(reportedSizes, LogSize.UNKNOWN);
    boolean sameInstance = mark.instance().equals(instance);
    for (int i = 0; i < seen.length; i++) {
      if (sameInstance && logs.get(i).openedAtNumber <= mark.number()) {
        seen[i] = mark.number();
      } else if (!mark.equals(LogCursor.NONE)) {
        // read from the beginning again meanwhile, or by another instance
        restarts.add(i);
      }
    }
  }

  Viewer viewer() {
    return viewer;
  }

  List<LogSession> logs() {
    return logs;
  }

  void wake() {
    updated = true;
  }

  boolean hasUpdate() {
    return updated;
  }

  void close() {
    followers.close(this);
  }

  /** Returns the new lines and states. Call again immediately if {@link LogUpdate#more} is set. */
  LogUpdate next() {
    synchronized (followers) {
      updated = false;
      List<Integer> gaps = gaps();
      List<Numbered> lines = lines();
      boolean more = false;
      for (int i = 0; i < seen.length; i++) {
        LogBuffer buffer = logs.get(i).buffer;
        more |= buffer.after(seen[i]) < buffer.end();
      }
      List<Integer> again = List.copyOf(restarts);
      restarts.clear();
      return new LogUpdate(again, gaps, lines, states(), sizes(), mark(), more);
    }
  }

  private String mark() {
    long last = 0;
    for (long one : seen) {
      last = Math.max(last, one);
    }
    return new LogCursor(instance, last).toString();
  }

  /** Returns the logs of which lines were dropped before they were read here. */
  private List<Integer> gaps() {
    List<Integer> gaps = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      long dropped = logs.get(i).buffer.lastDropped();
      if (dropped > seen[i]) {
        seen[i] = dropped;
        gaps.add(i);
      }
    }
    return gaps;
  }

  private List<Numbered> lines() {
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparingLong(Head::number));
    for (int i = 0; i < seen.length; i++) {
      push(heads, i, logs.get(i).buffer.after(seen[i]));
    }
    List<Numbered> lines = new ArrayList<>();
    int characters = 0;
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      LogLine line = logs.get(head.source).buffer.at(head.at);
      lines.add(new Numbered(head.source, line));
      seen[head.source] = line.number();
      characters += line.text().length();
      if (lines.size() >= MAX_LINES || characters >= MAX_CHARACTERS) {
        break;
      }
      push(heads, head.source, head.at + 1);
    }
    return lines;
  }

  private void push(PriorityQueue<Head> heads, int source, int at) {
    LogBuffer buffer = logs.get(source).buffer;
    if (at < buffer.end()) {
      heads.add(new Head(source, at, buffer.at(at).number()));
    }
  }

  private List<StateChange> states() {
    List<StateChange> states = new ArrayList<>();
    for (int i = 0; i < reported.length; i++) {
      FollowState now = logs.get(i).state;
      if (!now.equals(reported[i])) {
        reported[i] = now;
        states.add(new StateChange(i, now));
      }
    }
    return states;
  }

  private List<SizeChange> sizes() {
    List<SizeChange> sizes = new ArrayList<>();
    for (int i = 0; i < reportedSizes.length; i++) {
      LogSize now = logs.get(i).size();
      if (!now.equals(reportedSizes[i])) {
        reportedSizes[i] = now;
        sizes.add(new SizeChange(i, now));
      }
    }
    return sizes;
  }

  private record Head(int source, int at, long number) {}

  /** A line with the index of its log in the request. */
  record Numbered(int source, LogLine line) {}

  /** The new state of a log, with the index of the log in the request. */
  record StateChange(int source, FollowState state) {}

  /** The new size of a log, with the index of the log in the request. */
  record SizeChange(int source, LogSize size) {}

  /**
   * An update.
   *
   * @param restarts logs that restart from the beginning; the page discards their lines
   * @param gaps logs of which older lines were dropped
   * @param cursor the position after this update
   * @param more whether more lines are available immediately
   */
  record LogUpdate(
      List<Integer> restarts,
      List<Integer> gaps,
      List<Numbered> lines,
      List<StateChange> states,
      List<SizeChange> sizes,
      String cursor,
      boolean more) {}
}
