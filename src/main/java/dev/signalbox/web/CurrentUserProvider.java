package dev.signalbox.web;

import java.util.Optional;

/** Provides the signed-in user to the layout. Implemented by the accounts module. */
public interface CurrentUserProvider {

  /** Returns the signed-in user, or empty if the request is unauthenticated. */
  Optional<CurrentUser> currentUser();
}
