package dev.signalbox.audit;

import dev.signalbox.web.TextPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The actor of an event. The id is stable; the name is the name at that time.
 *
 * @param type {@code user}, or {@code system} for Signalbox
 */
public record Actor(String type, String id, @Nullable String name) {

  public Actor {
    name = name == null ? null : TextPolicy.replaceInvalid(name);
  }

  /** Signalbox, for changes without a user. */
  public static final Actor SYSTEM = new Actor("system", "signalbox", "Signalbox");

  public static Actor user(String id, String name) {
    return new Actor("user", id, name);
  }
}
