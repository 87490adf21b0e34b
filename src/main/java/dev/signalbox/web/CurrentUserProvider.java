package dev.signalbox.web;

import java.util.Optional;

/** Provides the signed-in user to the layout. Implemented by the accounts module. */
public interface CurrentUserProvider {

  /** Returns the signed-in user, or empty if the request is unauthenticated. */
  Optional<CurrentUser> currentUser();

  /** Returns the signed-in user with the rights on pages of Nomad. */
  default Optional<CurrentUser> nomadUser() {
    return currentUser();
  }

  /** Returns the notice about the session of an admin that all pages show. */
  default Optional<AccessNotice> accessNotice() {
    return Optional.empty();
  }
}
