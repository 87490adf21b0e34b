package dev.signalbox.nomad.servers;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Connections;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The servers, ready to print.
 *
 * @param unread whether nothing was read of the clients yet
 * @param asksLater whether the servers are asked once the page stands
 * @param report what they say now, or null while they were not asked
 */
record ServersPage(
    String truth,
    TrustLine trust,
    List<Version> clients,
    List<Capability> capabilities,
    boolean unread,
    boolean asksLater,
    @Nullable ServersReport report) {

  static ServersPage of(
      Trust trust,
      Capabilities capabilities,
      ClusterView view,
      @Nullable ServersReport report,
      Clock clock) {
    Fleet fleet = Fleet.of(versions(trust, capabilities), view);
    return new ServersPage(
        truth(trust, fleet, view.unread()),
        TrustLine.of(trust, clock),
        fleet.clients().entrySet().stream()
            .map(entry -> new Version(entry.getKey(), entry.getValue()))
            .toList(),
        capabilities(trust, capabilities),
        view.unread(),
        report == null && trust.state() != Trust.State.OFF,
        report);
  }

  /** What was found by asking; what an answer told beside it, while nobody asked yet. */
  static List<String> versions(Trust trust, Capabilities capabilities) {
    return capabilities.versions().isEmpty() ? trust.servers() : capabilities.versions();
  }

  private static String truth(Trust trust, Fleet fleet, boolean unread) {
    StringJoiner truth = new StringJoiner(" · ");
    truth.add(leader(trust));
    truth.add(
        fleet.servers().isEmpty()
            ? "versions are not known yet"
            : "Nomad " + String.join(" and ", fleet.servers()));
    int clients = fleet.clients().values().stream().mapToInt(Integer::intValue).sum();
    truth.add(
        unread
            ? "clients have not been read yet"
            : clients == 1 ? "1 client" : clients + " clients");
    return truth.toString();
  }

  private static String leader(Trust trust) {
    return switch (trust.state()) {
      case LIVE, POLLING -> trust.leaderKnown() ? "a leader is known" : "no leader is known";
      case OFF, STARTING, STALE -> "whether there is a leader is not known";
    };
  }

  /** How many connections there are for what. */
  public String connections() {
    return ("This console keeps at most %d connections to the servers: %d for events, %d for logs"
            + " that are followed, %d for logs that are downloaded, and %d for everything else:"
            + " lists, pages and orders. All people share them.")
        .formatted(
            Connections.IN_ALL,
            Connections.EVENTS,
            Connections.FOLLOWERS,
            Connections.DOWNLOADS,
            Connections.ANSWERS);
  }

  /** There may be a stream that this console is refused, or that something in between cuts. */
  private static String stream(Trust trust, Capabilities found) {
    if (!found.eventStream()) {
      return "lists are asked again as they change; 1.0 has it unless it is switched off";
    }
    return trust.state() == Trust.State.POLLING
        ? "but not for this console: lists are asked again as they change; why stands above"
        : "changes come as they happen";
  }

  private static List<Capability> capabilities(Trust trust, Capabilities found) {
    return List.of(
        new Capability("Event stream", can(found.eventStream()), stream(trust, found)),
        new Capability(
            "Namespaces",
            can(found.namespaces()),
            found.namespaces() ? "all that the token may see" : "there is only default"),
        new Capability(
            "All namespaces in one list",
            can(found.wildcardNamespace()),
            found.wildcardNamespace() ? "one question for all" : "only the one that is set"),
        new Capability(
            "Resources in lists",
            can(found.listResources()),
            found.listResources() ? "at once" : "each client is asked after by itself"),
        new Capability(
            "Lists in pages",
            can(found.paging()),
            found.paging() ? "long lists come in pieces" : "long lists come whole"),
        new Capability(
            "The last drain, with who and why",
            can(found.lastDrain()),
            found.lastDrain()
                ? "seen by all tools"
                : "this console's audit log is the only place that tells"));
  }

  private static Status can(boolean able) {
    return able ? Status.ok("yes") : Status.off("no");
  }

  /** How many clients run a version. */
  record Version(String version, int count) {

    public String url() {
      return new ListUrl("/nomad/clients", Map.of("version", version)).toString();
    }
  }

  /** What the servers can do, and what that means here. */
  record Capability(String name, Status status, String means) {}
}
