package dev.signalbox.snapshots;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.web.util.UriUtils;

/** URLs of the pages of snapshots. */
public final class SnapshotLinks {

  /** The list of snapshots. */
  public static final String LIST = "/snapshots";

  /** The list of schedules. */
  public static final String SCHEDULES = "/snapshots/schedules";

  /** The checklist. */
  public static final String HEALTH = "/snapshots/health";

  /** Begins an escaped name; no name in Kubernetes begins with it. */
  private static final char ESCAPE = '~';

  /** Path segments of other pages in the place of the name of a snapshot or schedule. */
  static final Set<String> RESERVED =
      Set.of(
          "health",
          "locations",
          "new",
          "panel",
          "restores",
          "retention",
          "runs",
          "schedules",
          "setup",
          "volumes");

  private SnapshotLinks() {}

  /** Returns the page of a snapshot. */
  public static String show(String name) {
    return LIST + "/" + segment(name);
  }

  /** Returns the page of a schedule. */
  public static String schedule(String name) {
    return SCHEDULES + "/" + segment(name);
  }

  /**
   * Returns the path segment of a snapshot or schedule: its name, which is escaped if another page
   * has the same path.
   */
  static String segment(String name) {
    return UriUtils.encodePathSegment(
        RESERVED.contains(name) ? ESCAPE + name : name, StandardCharsets.UTF_8);
  }

  /** Returns the name of a snapshot or schedule from a path segment. */
  public static String name(String segment) {
    return !segment.isEmpty() && segment.charAt(0) == ESCAPE ? segment.substring(1) : segment;
  }

  /** Returns the list of the snapshots of a schedule. */
  public static String ofSchedule(String schedule) {
    return LIST + "?schedule=" + URLEncoder.encode(schedule, StandardCharsets.UTF_8);
  }

  /** Returns the page of a storage location. */
  public static String location(String name) {
    return LIST + "/locations/" + name;
  }

  /** Returns the log of a snapshot. */
  public static String log(String name) {
    return show(name) + "/log";
  }
}
