package dev.signalbox.nomad;

/**
 * Hears how the cluster changes. Each listener has a thread of its own, so it may take its time:
 * what changes meanwhile comes as one change. One that throws is told the same change again,
 * together with the next.
 */
public interface ClusterListener {

  /**
   * There is a newer view.
   *
   * @param before the view it heard of last; {@link ClusterView#EMPTY} the first time, when nothing
   *     in {@code after} is news
   */
  void changed(ClusterView before, ClusterView after);

  /**
   * A client's own event; may come more than once, and is lost where a listener is thousands
   * behind. Without an event stream they come when the client is read, as far as Nomad still has
   * them.
   */
  void told(NomadLists.Event.ClientTold event);
}
