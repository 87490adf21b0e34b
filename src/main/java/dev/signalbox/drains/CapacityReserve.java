package dev.signalbox.drains;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.queue.WaitingReason;
import dev.signalbox.queue.WaitingReasons;
import java.util.List;
import java.util.Set;

/**
 * The ready clients and the queue, for deciding whether another client can be taken out of service.
 *
 * @param ready eligible clients, without those that are being taken out of service
 * @param queuedJobs number of jobs that are queued for capacity
 */
public record CapacityReserve(List<Client> ready, int queuedJobs) {

  /**
   * Computes the reserve from a snapshot.
   *
   * @param leaving ids of the clients that are being taken out of service; the snapshot may still
   *     show them as ready
   * @param waiting the result of {@link #queuedJobs(WaitingReasons)}
   */
  public static CapacityReserve of(ClusterSnapshot snapshot, Set<String> leaving, int waiting) {
    return new CapacityReserve(
        snapshot.clients().stream()
            .filter(Client::isSchedulable)
            .filter(client -> !leaving.contains(client.id()))
            .toList(),
        waiting);
  }

  /**
   * The number of jobs that are queued for capacity. Jobs that no client can run are not counted:
   * they would block every drain until an operator intervenes.
   */
  public static int queuedJobs(WaitingReasons reasons) {
    return Math.toIntExact(
        reasons.all().stream()
            .filter(one -> one.reason() instanceof WaitingReason.NoFreeCapacity)
            .count());
  }

  /** Whether the client is one of the ready clients. */
  public boolean includes(Client client) {
    return ready.stream().anyMatch(one -> one.id().equals(client.id()));
  }

  /**
   * The number of ready clients with the same class, node pool and datacenter, including this one.
   * Only these can run its builds.
   */
  public int similarCount(Client client) {
    return Math.toIntExact(ready.stream().filter(one -> isAlike(one, client)).count());
  }

  /** The number of ready clients of the same kind that remain without this one. */
  public int remainingWithout(Client client) {
    return similarCount(client) - (includes(client) ? 1 : 0);
  }

  /** Describes the clients counted by {@link #similarCount}, to follow "ready clients". */
  public static String describeGroup(Client client) {
    return (client.nodeClass().isEmpty() ? "without a class" : "of class " + client.nodeClass())
        + " in datacenter "
        + client.datacenter()
        + (client.pool().equals("default") ? "" : ", node pool " + client.pool());
  }

  /** Whether a snapshot is fresh enough to take a client out of service. */
  public static boolean isFresh(SyncStatus syncStatus) {
    return syncStatus.isCurrent();
  }

  private static boolean isAlike(Client one, Client other) {
    return one.nodeClass().equals(other.nodeClass())
        && one.pool().equals(other.pool())
        && one.datacenter().equals(other.datacenter());
  }
}
