package dev.signalbox.nomad;

import java.time.Duration;

/** What every page reads: the cluster as last known, without asking anybody. */
public interface NomadCluster {

  /** The live topic whose notice says that there is a newer view. */
  String TOPIC = "nomad";

  /** The newest view; {@link ClusterView#EMPTY} before the first was read. */
  ClusterView view();

  /** How far the view can be trusted. */
  Trust trust();

  /** What the servers can do; {@link Capabilities#LEAST} before they were asked. */
  Capabilities capabilities();

  /**
   * Waits until the view holds what a write led to, for a page that comes right after it.
   *
   * @param index the write's index
   * @return whether it does; not after that time
   */
  boolean awaits(long index, Duration atMost);
}
