package dev.signalbox.snapshots;

import java.util.List;

/**
 * The viewer of build logs for the log of a snapshot; {@code logs/_viewer} reads the names.
 *
 * @param from {@code start} or {@code end}: which end of a long log is loaded
 */
record SnapshotLogViewer(String url, String name, String from) {

  /** Returns the URL of the lines as events. */
  public String stream() {
    return url + "/lines?from=" + from;
  }

  /** Returns the URL of this page with the other end of the log. */
  public String otherEnd() {
    return url + (isStart() ? "" : "?view=start");
  }

  public String otherEndLabel() {
    return isStart() ? "Show end" : "Show beginning";
  }

  public List<String> labels() {
    return List.of("");
  }

  public List<String> names() {
    return List.of(name);
  }

  /** Without JavaScript, the page shows the lines in pages instead. */
  public List<Object> tails() {
    return List.of();
  }

  public String reload() {
    return url + "?view=pages";
  }

  public String download() {
    return url + ".txt";
  }

  public String downloadLabel() {
    return "Download log";
  }

  private boolean isStart() {
    return from.equals("start");
  }
}
