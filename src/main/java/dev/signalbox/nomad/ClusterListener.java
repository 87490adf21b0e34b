package dev.signalbox.nomad;

/**
 * Receives changes of the cluster.
 *
 * <p>Each listener is called on a separate thread and may block; changes that occur meanwhile are
 * merged into one call. If a call throws, the change is delivered again together with the next.
 */
public interface ClusterListener {

  /**
   * Called when a newer snapshot was published.
   *
   * @param before the snapshot of the last successful call; {@link ClusterSnapshot#EMPTY} on the
   *     first call, which is the initial state and not a change
   */
  void onSnapshot(ClusterSnapshot before, ClusterSnapshot after);

  /**
   * Called for a node event. Delivered at least once, unless the queue of the listener is full.
   * Without the event stream, node events are delivered when the client is fetched; Nomad keeps the
   * last ten.
   */
  void onNodeEvent(NomadListWatch.Event.NodeEventReceived event);
}
