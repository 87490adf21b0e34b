package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.logs.LogFollowers.Viewer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** One page's way through one or several logs: what came since it asked last, in one order. */
final class LogReading {

  /** Lines and characters that are handed out at once. */
  static final int MOST_LINES = 2_000;

  private static final int MOST_CHARACTERS = 512 * 1024;

  private final LogFollowers followers;
  private final Viewer viewer;
  private final List<KeptLog> logs;
  private final String instance;
  private final long[] seen;
  private final List<Integer> restarts = new ArrayList<>();
  private final @Nullable FollowState[] told;
  private volatile boolean news = true;

  LogReading(
      LogFollowers followers, Viewer viewer, List<KeptLog> logs, String instance, Mark mark) {
    this.followers = followers;
    this.viewer = viewer;
    this.logs = logs;
    this.instance = instance;
    this.seen = new long[logs.size()];
    this.told = new @Nullable FollowState[logs.size()];
    boolean ours = mark.instance().equals(instance);
    for (int i = 0; i < seen.length; i++) {
      if (ours && logs.get(i).born <= mark.number()) {
        seen[i] = mark.number();
      } else if (!mark.equals(Mark.NONE)) {
        // it was read from the beginning again meanwhile, or elsewhere
        restarts.add(i);
      }
    }
  }

  Viewer viewer() {
    return viewer;
  }

  List<KeptLog> logs() {
    return logs;
  }

  void wake() {
    news = true;
  }

  boolean hasNews() {
    return news;
  }

  void close() {
    followers.close(this);
  }

  /** What is new; asked again at once while there is {@link News#more}. */
  News next() {
    synchronized (followers) {
      news = false;
      List<Integer> gaps = gaps();
      List<Numbered> lines = lines();
      boolean more = false;
      for (int i = 0; i < seen.length; i++) {
        LogBuffer buffer = logs.get(i).buffer;
        more |= buffer.after(seen[i]) < buffer.end();
      }
      List<Integer> again = List.copyOf(restarts);
      restarts.clear();
      return new News(again, gaps, lines, states(), mark(), more);
    }
  }

  private String mark() {
    long last = 0;
    for (long one : seen) {
      last = Math.max(last, one);
    }
    return new Mark(instance, last).toString();
  }

  /** The logs of which lines were dropped before this reading came to them. */
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
    PriorityQueue<Place> heads = new PriorityQueue<>(Comparator.comparingLong(Place::number));
    for (int i = 0; i < seen.length; i++) {
      push(heads, i, logs.get(i).buffer.after(seen[i]));
    }
    List<Numbered> lines = new ArrayList<>();
    int characters = 0;
    for (Place head = heads.poll(); head != null; head = heads.poll()) {
      LogLine line = logs.get(head.source).buffer.at(head.at);
      lines.add(new Numbered(head.source, line));
      seen[head.source] = line.number();
      characters += line.text().length();
      if (lines.size() >= MOST_LINES || characters >= MOST_CHARACTERS) {
        break;
      }
      push(heads, head.source, head.at + 1);
    }
    return lines;
  }

  private void push(PriorityQueue<Place> heads, int source, int at) {
    LogBuffer buffer = logs.get(source).buffer;
    if (at < buffer.end()) {
      heads.add(new Place(source, at, buffer.at(at).number()));
    }
  }

  private List<Standing> states() {
    List<Standing> states = new ArrayList<>();
    for (int i = 0; i < told.length; i++) {
      FollowState now = logs.get(i).state;
      if (!now.equals(told[i])) {
        told[i] = now;
        states.add(new Standing(i, now));
      }
    }
    return states;
  }

  private record Place(int source, int at, long number) {}

  /** A line of one of the logs, by its place among those that were asked for. */
  record Numbered(int source, LogLine line) {}

  /** How it stands with one of the logs now. */
  record Standing(int source, FollowState state) {}

  /**
   * What is new.
   *
   * @param restarts logs that begin anew: what the page has of them is told again
   * @param gaps logs of which lines are no longer kept
   * @param mark where this stops
   * @param more whether there is more at once
   */
  record News(
      List<Integer> restarts,
      List<Integer> gaps,
      List<Numbered> lines,
      List<Standing> states,
      String mark,
      boolean more) {}
}
