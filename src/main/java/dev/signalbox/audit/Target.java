package dev.signalbox.audit;

import dev.signalbox.web.TextPolicy;
import org.jspecify.annotations.Nullable;

/** The target of an event. */
public record Target(String type, String id, @Nullable String name) {

  public Target {
    id = TextPolicy.replaceInvalid(id);
    name = name == null ? null : TextPolicy.replaceInvalid(name);
  }

  public static Target of(String type, String id, @Nullable String name) {
    return new Target(type, id, name);
  }
}
