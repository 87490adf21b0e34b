package dev.signalbox.accounts.access;

import dev.signalbox.accounts.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a user can access the CI server. */
public sealed interface AccessDecision {

  /** Access is allowed. Members have no console access but are allowed here. */
  record Allowed(UUID account, long githubId, String login, @Nullable String name, Role role)
      implements AccessDecision {

    /** The full name, or the login if there is none. */
    String displayName() {
      return name == null || name.isBlank() ? login : name;
    }
  }

  /** The user is unknown or not signed in. */
  record Unauthenticated() implements AccessDecision {}

  /** A known user is denied access. */
  record Denied(Cause cause) implements AccessDecision {}

  /** The reason of a denial. */
  enum Cause {
    /** Suspended by an admin, or new and waiting for approval. */
    SUSPENDED,
    /** Not a member according to GitHub. */
    OUTSIDE,
    /** GitHub has not confirmed the membership for too long. */
    UNCONFIRMED
  }
}
