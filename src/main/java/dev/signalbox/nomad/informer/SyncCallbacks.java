package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.ResourceType;
import java.util.Set;

/** Callbacks of the sync components. All are called on the event-loop thread. */
interface SyncCallbacks {

  void listsRead();

  /** The stream is connected and no gap was detected. */
  void streamVerified();

  /** The last poll of every list succeeded. */
  void listsPolled();

  /** A request failed; the caller retries it. */
  void requestFailed(SyncFailure failure);

  /**
   * The stream ended.
   *
   * @param wasConnected whether it was connected
   */
  void streamEnded(boolean wasConnected, SyncFailure failure);

  /**
   * Lists contain changes of these types that the event stream has not carried for some time, and
   * it has carried no other event of the types either.
   */
  void eventsMissing(Set<ResourceType> types);

  /** The servers are at a newer index than the event stream for some time. */
  void eventsOverdue();

  /** The index of the servers decreased: the cluster was replaced or restored. */
  void indexDecreased();

  /** A leader was elected after there was none. */
  void leaderElected();
}
