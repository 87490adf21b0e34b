package dev.signalbox.live;

import java.util.regex.Pattern;

/**
 * Identifies the stream of a browser tab.
 *
 * @param name the name that the page gave the new stream, or empty
 * @param replaces the name of the previous stream of the same tab, or empty. The server notices
 *     that a page was left only on the next write; without this, fast navigation would reach the
 *     limit with abandoned streams.
 */
public record StreamTab(String name, String replaces) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

  /** Drops a name in another format than our pages generate, because it could be long. */
  public StreamTab {
    name = NAME.matcher(name).matches() ? name : "";
  }
}
