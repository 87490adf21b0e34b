package dev.signalbox.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who acted. The id is stable; the name is how they were called at that time.
 *
 * @param type {@code user}, or {@code system} for the console itself
 */
public record Actor(String type, String id, @Nullable String name) {

  /** The console, where no person asked. */
  public static final Actor CONSOLE = new Actor("system", "signalbox", "Signalbox");

  public static Actor user(String id, String name) {
    return new Actor("user", id, name);
  }
}
