package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.queue.WaitingReason;
import dev.signalbox.nomad.queue.WaitingReasons;
import java.util.List;
import java.util.Set;

/**
 * Whether the cluster can do without another client.
 *
 * @param ready clients that take builds and that nobody is about to take out
 * @param waiting jobs that wait for room: those that another client would help
 */
public record Readiness(List<Client> ready, int waiting) {

  /**
   * What the view says.
   *
   * @param leaving clients that a plan or a release takes out, which the view may not know yet
   * @param waiting what {@link #waiting(WaitingReasons)} counted
   */
  public static Readiness of(ClusterView view, Set<String> leaving, int waiting) {
    return new Readiness(
        view.clients().stream()
            .filter(Client::takesBuilds)
            .filter(client -> !leaving.contains(client.id()))
            .toList(),
        waiting);
  }

  /**
   * How many jobs wait for room. Others wait as well, for a person: what never fits, or finds no
   * client of its kind, would keep everybody from taking any machine away.
   */
  public static int waiting(WaitingReasons reasons) {
    return Math.toIntExact(
        reasons.all().stream()
            .filter(one -> one.reason() instanceof WaitingReason.WaitsForRoom)
            .count());
  }

  /** Whether a client is one of those that are ready. */
  public boolean counts(Client client) {
    return ready.stream().anyMatch(one -> one.id().equals(client.id()));
  }

  /** How many of its kind are ready, itself among them: others cannot take its builds. */
  public int alike(Client client) {
    return Math.toIntExact(ready.stream().filter(one -> isAlike(one, client)).count());
  }

  /** How many of its kind would be left without this one. */
  public int without(Client client) {
    return alike(client) - (counts(client) ? 1 : 0);
  }

  /** What those that {@link #alike} counts have in common, to be read after "ready clients". */
  public static String kind(Client client) {
    return (client.nodeClass().isEmpty() ? "without a class" : "of class " + client.nodeClass())
        + " in datacenter "
        + client.datacenter()
        + (client.pool().equals("default") ? "" : ", pool " + client.pool());
  }

  /** Whether a view is good enough to take a machine away by it. */
  public static boolean holds(Trust trust) {
    return trust.holds();
  }

  private static boolean isAlike(Client one, Client other) {
    return one.nodeClass().equals(other.nodeClass())
        && one.pool().equals(other.pool())
        && one.datacenter().equals(other.datacenter());
  }
}
