package dev.signalbox.nomad;

import java.time.Duration;

/**
 * The cluster state in memory. No method but {@link #awaitIndex} and {@link #awaitRemoval} blocks,
 * none calls Nomad.
 */
public interface ClusterState {

  /** The live-update topic that announces a new snapshot. */
  String TOPIC = "nomad";

  /** Returns the latest snapshot; {@link ClusterSnapshot#EMPTY} before the first sync. */
  ClusterSnapshot snapshot();

  /** Returns how current the snapshot is. */
  SyncStatus syncStatus();

  /** Returns the features of the servers; {@link Capabilities#MINIMAL} before they are probed. */
  Capabilities capabilities();

  /**
   * Waits until the snapshot includes a write, so that the next page shows its effect.
   *
   * @param type the type of the resource that was written
   * @param index the Raft index of the write
   * @param timeout the maximum time to wait
   * @return whether the snapshot includes the write; false on timeout
   */
  boolean awaitIndex(ResourceType type, long index, Duration timeout);

  /**
   * Waits until the snapshot no longer contains a purged client, which Nomad reports by no event.
   *
   * @param timeout the maximum time to wait
   * @return whether the client is gone; false on timeout
   */
  boolean awaitRemoval(String clientId, Duration timeout);
}
