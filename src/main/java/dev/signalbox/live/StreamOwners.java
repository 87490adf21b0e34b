package dev.signalbox.live;

import java.util.Optional;
import java.util.Set;

/** Tells whose stream is being opened and whose may stay; implemented by the room that knows. */
public interface StreamOwners {

  /** The signed-in person behind the current request. */
  Optional<StreamOwner> current();

  /**
   * Those of the given owners whose session still holds. Asked on each heartbeat, so that a lost
   * notice costs seconds and not the session's life.
   */
  Set<StreamOwner> stillWelcome(Set<StreamOwner> owners);
}
