package dev.signalbox.drains.rolling;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clients that a plan would drain, and the selected clients that cannot be drained.
 *
 * @param included clients in the order in which they are drained
 * @param more number of matching clients beyond {@link #MAX_CLIENTS}
 */
record RollingDrainPreview(List<Client> included, List<ExcludedClient> excluded, int more) {

  /** Maximum number of clients of one plan, to keep its page readable. */
  static final int MAX_CLIENTS = 500;

  record ExcludedClient(Client client, String why) {}

  /**
   * Splits the selected clients.
   *
   * @param planned ids of the clients in open plans
   * @param leaving ids of the clients that are being taken out of service
   */
  static RollingDrainPreview of(List<Client> chosen, Set<String> planned, Set<String> leaving) {
    List<Client> fit = new ArrayList<>();
    List<ExcludedClient> refused = new ArrayList<>();
    for (Client client : chosen) {
      @Nullable String why = reasonToExclude(client, planned, leaving);
      if (why == null) {
        fit.add(client);
      } else {
        refused.add(new ExcludedClient(client, why));
      }
    }
    return new RollingDrainPreview(
        fit.subList(0, Math.min(MAX_CLIENTS, fit.size())),
        refused,
        Math.max(0, fit.size() - MAX_CLIENTS));
  }

  private static @Nullable String reasonToExclude(
      Client client, Set<String> planned, Set<String> leaving) {
    if (client.status() == ClientStatus.DOWN) {
      return "Down.";
    }
    if (planned.contains(client.id())) {
      return "In another rolling drain.";
    }
    if (leaving.contains(client.id())) {
      return "Being released.";
    }
    return client.draining() ? "Already draining." : null;
  }
}
