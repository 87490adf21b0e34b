package dev.signalbox.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The signed-in user, for other modules. */
public record Operator(UUID id, String login, @Nullable String name, Role role) {

  /** The full name, or the login if there is none. */
  public String displayName() {
    return name == null || name.isBlank() ? login : name;
  }
}
