package dev.signalbox.accounts;

import java.util.Optional;
import java.util.UUID;

/** The users of the CI server: all users who can sign in, with any role. */
public interface InstallationUsers {

  /** Returns the user of the request, who is identified by session, API token or access pass. */
  Optional<Operator> current();

  /**
   * Returns whether a user can access the CI server now. Reads the database, so that a suspension
   * takes effect at once.
   */
  boolean isAllowed(UUID user);
}
