package dev.signalbox.live;

import java.util.Optional;
import java.util.Set;

/** Resolves and revalidates the owners of streams. Implemented by the accounts module. */
public interface StreamOwnerResolver {

  /** Returns the signed-in user of the current request. */
  Optional<StreamOwner> current();

  /**
   * Returns the owners whose session is still valid and whose role is unchanged. Called on each
   * heartbeat, so that a lost notification delays the end of a stream by seconds only.
   */
  Set<StreamOwner> stillAuthorized(Set<StreamOwner> owners);
}
