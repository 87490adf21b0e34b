package dev.signalbox.sandbox.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The logs of containers. Lines are kept as bytes would be: they may contain any characters. */
public final class PodLogs {

  private record Key(String namespace, String pod, String container, boolean previous) {}

  private final Map<Key, List<String>> lines = new ConcurrentHashMap<>();

  /** Appends lines to the log of a container. */
  public void append(String namespace, String pod, String container, String... added) {
    append(new Key(namespace, pod, container, false), List.of(added));
  }

  /** Appends lines to the log of the previous, terminated instance of a container. */
  public void appendPrevious(String namespace, String pod, String container, String... added) {
    append(new Key(namespace, pod, container, true), List.of(added));
  }

  /** Removes all lines. */
  public void clear() {
    lines.clear();
  }

  boolean hasPrevious(String namespace, String pod, String container) {
    return lines.containsKey(new Key(namespace, pod, container, true));
  }

  List<String> lines(String namespace, String pod, String container, boolean previous) {
    List<String> found =
        lines.getOrDefault(new Key(namespace, pod, container, previous), List.of());
    synchronized (found) {
      return List.copyOf(found);
    }
  }

  private void append(Key key, List<String> added) {
    List<String> log = lines.computeIfAbsent(key, one -> new ArrayList<>());
    synchronized (log) {
      log.addAll(added);
    }
  }
}
