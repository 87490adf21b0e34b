package dev.signalbox.web;

/**
 * Provides a panel of the overview. A module adds a panel with a bean of this type; {@code @Order}
 * sets its position. Each panel is loaded by its own request with a time limit, and the others are
 * shown if it fails.
 */
public interface SummaryPanelSource {

  /** Returns what is known of the panel before it is loaded. */
  Header header();

  /** Returns whether the panel is computed from memory, so that it is rendered with the page. */
  default boolean isInMemory() {
    return false;
  }

  /** Returns whether the wall shows the panel. It must contain no names or addresses of users. */
  default boolean isOnWall() {
    return true;
  }

  /**
   * Returns the current panel. May block and throw; must not use the current request.
   *
   * <p>If a remote system does not respond, returns the last known figures with the problem.
   */
  SummaryPanel panel();

  /**
   * The heading of a panel.
   *
   * @param id lowercase letters and hyphens; part of the URL and of element ids
   * @param topics the live update topics that may change the panel, separated by spaces; may be
   *     empty
   * @param linkLabel the text of the link to all details
   */
  record Header(String id, String title, String topics, String linkLabel, String linkUrl) {}
}
