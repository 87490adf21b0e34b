package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clients that a plan would take, and those that were asked for and cannot be.
 *
 * @param taken in the order in which they would be drained
 * @param more how many fit beyond what one plan takes
 */
record PlanPreview(List<Client> taken, List<Refused> refused, int more) {

  /** Of one plan; more would make no page that anybody reads. */
  static final int MOST = 500;

  /** One that cannot be drained, and why. */
  record Refused(Client client, String why) {}

  /**
   * Sorts them out.
   *
   * @param planned ids in plans that are not over
   * @param leaving ids that a release or a plan takes out now
   */
  static PlanPreview of(
      List<Client> chosen, ClusterView view, Set<String> planned, Set<String> leaving) {
    List<Client> fit =
        chosen.stream().filter(client -> why(client, planned, leaving) == null).toList();
    List<Refused> refused =
        chosen.stream()
            .flatMap(
                client -> {
                  @Nullable String why = why(client, planned, leaving);
                  return why == null
                      ? Stream.<Refused>empty()
                      : Stream.of(new Refused(client, why));
                })
            .toList();
    return new PlanPreview(
        fit.subList(0, Math.min(MOST, fit.size())), refused, Math.max(0, fit.size() - MOST));
  }

  private static @Nullable String why(Client client, Set<String> planned, Set<String> leaving) {
    if (client.status() == ClientStatus.DOWN) {
      return "It is down.";
    }
    if (planned.contains(client.id())) {
      return "Another plan has it.";
    }
    if (leaving.contains(client.id())) {
      return "It is being released.";
    }
    return client.draining() ? "It is being drained already." : null;
  }
}
