package dev.signalbox.restores;

import java.util.List;
import java.util.UUID;

/** Outcome of the request to start a restore. */
sealed interface RestoreStartOutcome {

  /** It was started. */
  record Started(UUID id) implements RestoreStartOutcome {}

  /** Nothing was changed; see the checks. */
  record Blocked(List<RestoreCheck> checks) implements RestoreStartOutcome {}

  /** What would be deleted has changed since it was shown. Nothing was changed. */
  record Outdated() implements RestoreStartOutcome {}

  /** Another restore has been started meanwhile. */
  record Busy() implements RestoreStartOutcome {}
}
