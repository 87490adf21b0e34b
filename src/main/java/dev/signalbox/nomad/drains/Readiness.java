package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Trust;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the cluster can do without another client.
 *
 * @param ready clients that take builds and that nobody is about to take out
 * @param waiting jobs that wait for room
 */
public record Readiness(Set<String> ready, int waiting) {

  /**
   * What the view says.
   *
   * @param leaving clients that a plan or a release takes out, which the view may not know yet
   */
  public static Readiness of(ClusterView view, Set<String> leaving) {
    return new Readiness(
        view.clients().stream()
            .filter(Client::takesBuilds)
            .map(Client::id)
            .filter(id -> !leaving.contains(id))
            .collect(Collectors.toSet()),
        Math.toIntExact(
            view.evaluations().stream()
                .filter(evaluation -> evaluation.status() == Evaluation.Status.BLOCKED)
                .map(Evaluation::job)
                .distinct()
                .count()));
  }

  /** How many would be left without this one. */
  public int without(String clientId) {
    return ready.size() - (ready.contains(clientId) ? 1 : 0);
  }

  /** Whether a view is good enough to take a machine away by it. */
  public static boolean holds(Trust trust) {
    return trust.holds();
  }
}
