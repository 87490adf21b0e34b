package dev.signalbox.restores;

import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.restores.RestorePlan.ReadyClient;
import dev.signalbox.restores.RestorePlan.ServiceAddresses;
import dev.signalbox.velero.installation.InstallationWorkload;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What remains to be done after a restore, from the operations guide of CircleCI Server: load
 * balancers may have new addresses, which DNS and the Nomad clients must know, and Nomad clients
 * have to be restarted. The installation is operational after 10 to 15 minutes.
 *
 * @param items in the order in which they are done
 * @param done number of items that are done
 */
record AfterRestore(List<Item> items, int done) {

  private static final Duration USUAL = Duration.ofMinutes(15);
  private static final String NOMAD_SERVICE = "nomad-server";

  /**
   * An item.
   *
   * @param remedy what to do, as full sentences; empty if it is done
   * @param details one line per object; may be empty
   */
  record Item(
      boolean done,
      StatusLabel status,
      String title,
      String finding,
      String remedy,
      List<String> details) {}

  /**
   * The state before and now.
   *
   * @param hosts names under which users reach the CI server
   * @param endedAt when the restore ended
   */
  record State(
      RestorePlan before,
      List<ServiceAddresses> services,
      List<InstallationWorkload> workloads,
      List<String> hosts,
      Function<String, HostAddresses.Lookup> addresses,
      ClusterSnapshot nomad,
      SyncStatus nomadStatus,
      Instant endedAt,
      Instant now) {}

  static AfterRestore of(State state) {
    List<Item> items = new ArrayList<>();
    items.add(pods(state));
    items.add(loadBalancers(state));
    state.hosts().forEach(host -> items.add(dns(host, state)));
    items.add(nomadEndpoint(state));
    items.add(nomadClients(state));
    return new AfterRestore(List.copyOf(items), (int) items.stream().filter(Item::done).count());
  }

  private static Item pods(State state) {
    String title = "Pods";
    List<String> waiting =
        state.workloads().stream()
            .filter(workload -> !workload.isReady())
            .map(
                workload ->
                    "%s: %d of %d ready"
                        .formatted(workload.reference(), workload.ready(), workload.replicas()))
            .toList();
    if (state.workloads().isEmpty()) {
      return open(StatusLabel.unknown("Unknown"), title, "No workload was found.", "", List.of());
    }
    if (waiting.isEmpty()) {
      return done(title, "All %d workloads are ready.".formatted(state.workloads().size()));
    }
    Duration since = Duration.between(state.endedAt(), state.now());
    String finding =
        "%d of %d workloads are ready, %s after the restore."
            .formatted(
                state.workloads().size() - waiting.size(),
                state.workloads().size(),
                TimestampView.formatDuration(since));
    return since.compareTo(USUAL) > 0
        ? open(
            StatusLabel.warn("Late"),
            title,
            finding,
            "It usually takes 10 to 15 min. Check the pods that are not ready.",
            waiting)
        : open(
            StatusLabel.waiting("Starting"),
            title,
            finding,
            "It usually takes 10 to 15 min. Wait.",
            waiting);
  }

  private static Item loadBalancers(State state) {
    String title = "Load balancers";
    List<String> details = new ArrayList<>();
    boolean changed = false;
    boolean pending = false;
    for (ServiceAddresses now : state.services()) {
      List<String> before = before(state, now.name());
      pending |= now.addresses().isEmpty();
      changed |= !now.addresses().isEmpty() && !before.equals(now.addresses());
      details.add(
          now.name()
              + ": "
              + (before.equals(now.addresses())
                  ? text(now.addresses()) + ", unchanged"
                  : text(before) + " → " + text(now.addresses())));
    }
    if (state.services().isEmpty()) {
      return open(
          StatusLabel.unknown("None"), title, "No service has a load balancer.", "", details);
    }
    if (pending) {
      return open(
          StatusLabel.waiting("Pending"),
          title,
          "The cloud provider has not assigned all addresses.",
          "Wait a few minutes, then check the events of the services.",
          details);
    }
    return changed
        ? new Item(
            true,
            StatusLabel.warn("Changed"),
            title,
            "Addresses have changed.",
            "Update the DNS records, or the host names in the configuration.",
            List.copyOf(details))
        : new Item(
            true,
            StatusLabel.ok("Done"),
            title,
            "The addresses are the same as before.",
            "",
            List.copyOf(details));
  }

  private static Item dns(String host, State state) {
    String title = "DNS of " + host;
    HostAddresses.Lookup lookup = state.addresses().apply(host.replaceFirst(":\\d+$", ""));
    return switch (lookup) {
      case HostAddresses.Pending pending ->
          open(
              StatusLabel.waiting("Checking"),
              title,
              "The name is being looked up.",
              "",
              List.of());
      case HostAddresses.NotFound notFound ->
          open(
              StatusLabel.warn("Not found"),
              title,
              "The name does not resolve from Signalbox.",
              "Create a DNS record for the load balancer.",
              List.of());
      case HostAddresses.Found found -> resolved(title, found.addresses(), state);
    };
  }

  private static Item resolved(String title, Set<String> found, State state) {
    String text = String.join(", ", found);
    if (intersects(found, addresses(names(state.services()), state))) {
      return done(title, "It resolves to a load balancer of the installation.");
    }
    return intersects(found, addresses(names(state.before().services()), state))
        ? open(
            StatusLabel.warn("Old address"),
            title,
            "It still resolves to the address before the restore: " + text + ".",
            "Update the DNS record. Until its time to live has passed, resolvers return the old"
                + " address.",
            List.of())
        : open(
            StatusLabel.unknown("Other address"),
            title,
            "It resolves to " + text + ", which is no known address of a load balancer.",
            "Check it if no proxy is in front of the CI server.",
            List.of());
  }

  private static Item nomadEndpoint(State state) {
    String title = "Nomad server endpoint";
    for (ServiceAddresses now : state.services()) {
      List<String> before = before(state, now.name());
      if (now.name().startsWith(NOMAD_SERVICE) && !before.equals(now.addresses())) {
        return open(
            StatusLabel.warn("Changed"),
            title,
            "%s: %s → %s".formatted(now.name(), text(before), text(now.addresses())),
            "Set the new address as the server endpoint of the Nomad clients, then restart them.",
            List.of());
      }
    }
    @Nullable String stale = state.nomadStatus().staleReason();
    return stale == null
        ? done(title, "The address is the same as before, and the Nomad servers respond.")
        : open(
            StatusLabel.warn("Not reachable"),
            title,
            "The Nomad data of Signalbox is not current: " + stale + ".",
            "Check that the Nomad servers run and that NOMAD_ADDR is their address.",
            List.of());
  }

  private static Item nomadClients(State state) {
    String title = "Nomad clients";
    List<ReadyClient> clients = state.before().nomadClients();
    if (clients.isEmpty()) {
      return open(
          StatusLabel.unknown("Unknown"),
          title,
          "No client was ready before the restore.",
          "Restart existing clients; they connect to the new servers only then.",
          List.of());
    }
    @Nullable Instant confirmed = state.nomadStatus().confirmedAt();
    if (!state.nomadStatus().isCurrent()
        || confirmed == null
        || confirmed.isBefore(state.endedAt())) {
      return open(
          StatusLabel.unknown("Unknown"),
          title,
          "Whether the %d clients are back is unknown: the Nomad data is older than the restore."
              .formatted(clients.size()),
          "Restart existing clients; they connect to the new servers only then.",
          List.of());
    }
    List<String> missing =
        clients.stream()
            .filter(client -> !isReady(client, state.nomad()))
            .map(client -> client.name() + ": " + stateOf(client, state.nomad()))
            .toList();
    return missing.isEmpty()
        ? done(title, "All %d clients that were ready before are ready.".formatted(clients.size()))
        : open(
            StatusLabel.warn(missing.size() + " missing"),
            title,
            "%d of %d clients are ready."
                .formatted(clients.size() - missing.size(), clients.size()),
            "Restart the Nomad agent on these machines.",
            missing);
  }

  private static boolean isReady(ReadyClient client, ClusterSnapshot nomad) {
    return nomad.client(client.id()).filter(one -> one.status() == ClientStatus.READY).isPresent();
  }

  private static String stateOf(ReadyClient client, ClusterSnapshot nomad) {
    return nomad
        .client(client.id())
        .map(one -> one.status().name().toLowerCase(Locale.ROOT))
        .orElse("not in Nomad");
  }

  private static List<String> before(State state, String service) {
    return state.before().services().stream()
        .filter(one -> one.name().equals(service))
        .findFirst()
        .map(ServiceAddresses::addresses)
        .orElse(List.of());
  }

  private static Set<String> names(List<ServiceAddresses> services) {
    return services.stream()
        .flatMap(service -> service.addresses().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> addresses(Set<String> names, State state) {
    Set<String> all = new HashSet<>();
    for (String name : names) {
      if (Objects.requireNonNull(state.addresses().apply(name))
          instanceof HostAddresses.Found found) {
        all.addAll(found.addresses());
      }
    }
    return all;
  }

  private static boolean intersects(Set<String> some, Set<String> others) {
    return some.stream().anyMatch(others::contains);
  }

  private static String text(List<String> addresses) {
    return addresses.isEmpty() ? "none" : String.join(", ", addresses);
  }

  private static Item done(String title, String finding) {
    return new Item(true, StatusLabel.ok("Done"), title, finding, "", List.of());
  }

  private static Item open(
      StatusLabel status, String title, String finding, String remedy, List<String> details) {
    return new Item(false, status, title, finding, remedy, List.copyOf(details));
  }
}
