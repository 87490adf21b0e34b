package dev.signalbox.clients.servers;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ConnectionLimits;
import dev.signalbox.nomad.ConnectionUsage;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page Servers.
 *
 * @param unread whether the clients have not been synced yet
 * @param loadsReportLater whether the browser loads the report after the page
 * @param report the current state of the servers, or null if it was not queried
 */
record ServersPage(
    String summary,
    FreshnessBanner syncStatus,
    List<ClientVersion> clients,
    List<Capability> capabilities,
    List<ConnectionRow> connections,
    boolean unread,
    boolean loadsReportLater,
    @Nullable ServersReport report) {

  static ServersPage of(
      SyncStatus syncStatus,
      Capabilities capabilities,
      ClusterSnapshot snapshot,
      List<ConnectionUsage> connections,
      @Nullable ServersReport report,
      Clock clock) {
    VersionMatrix versions = VersionMatrix.of(versions(syncStatus, capabilities), snapshot);
    return new ServersPage(
        summary(syncStatus, versions, snapshot.isUnsynced()),
        SyncStatusBanner.of(syncStatus, clock),
        versions.clients().entrySet().stream()
            .map(entry -> new ClientVersion(entry.getKey(), entry.getValue()))
            .toList(),
        capabilities(syncStatus, capabilities),
        connections.stream().map(ConnectionRow::of).toList(),
        snapshot.isUnsynced(),
        report == null && syncStatus.state() != SyncStatus.State.OFF,
        report);
  }

  /** Returns the probed versions, or the last reported ones if the servers were not probed yet. */
  static List<String> versions(SyncStatus syncStatus, Capabilities capabilities) {
    return capabilities.versions().isEmpty() ? syncStatus.servers() : capabilities.versions();
  }

  private static String summary(SyncStatus syncStatus, VersionMatrix versions, boolean unread) {
    StringJoiner summary = new StringJoiner(" · ");
    summary.add(leader(syncStatus));
    summary.add(
        versions.servers().isEmpty()
            ? "versions unknown"
            : "Nomad " + String.join(" and ", versions.servers()));
    int clients = versions.clients().values().stream().mapToInt(Integer::intValue).sum();
    summary.add(
        unread
            ? "clients not loaded yet"
            : clients == 1 ? "1 client" : "%,d clients".formatted(clients));
    return summary.toString();
  }

  private static String leader(SyncStatus syncStatus) {
    return switch (syncStatus.state()) {
      case LIVE, POLLING -> syncStatus.leaderKnown() ? "Leader elected" : "No leader";
      case OFF, STARTING, STALE -> "Leader unknown";
    };
  }

  /** Whether an API capability is missing; the list is collapsed otherwise. */
  public boolean lacksCapability() {
    return capabilities.stream().anyMatch(one -> one.status().tone() != StatusTone.OK);
  }

  /** Returns the total number of connections. */
  public int connectionLimit() {
    return ConnectionLimits.TOTAL;
  }

  /** The stream may exist but be denied to this token, or be cut off by a proxy. */
  private static String eventStreamEffect(SyncStatus syncStatus, Capabilities found) {
    if (!found.eventStream()) {
      return "lists are polled; Nomad 1.0 and newer has it unless it is disabled";
    }
    return syncStatus.state() == SyncStatus.State.POLLING
        ? "not usable by Signalbox, so lists are polled; see the reason above"
        : "changes arrive immediately";
  }

  private static List<Capability> capabilities(SyncStatus syncStatus, Capabilities found) {
    return List.of(
        new Capability(
            "Event stream",
            availability(found.eventStream()),
            eventStreamEffect(syncStatus, found)),
        new Capability(
            "Namespaces",
            availability(found.namespaces()),
            found.namespaces() ? "all that the token can read" : "only default"),
        new Capability(
            "Wildcard namespace",
            availability(found.wildcardNamespace()),
            found.wildcardNamespace()
                ? "one request for all namespaces"
                : "only the configured namespace"),
        new Capability(
            "Resources in lists",
            availability(found.listResources()),
            found.listResources() ? "included" : "one request per client"),
        new Capability(
            "Pagination",
            availability(found.paging()),
            found.paging() ? "long lists are read page by page" : "lists are read in one response"),
        new Capability(
            "Last drain metadata",
            availability(found.lastDrain()),
            found.lastDrain()
                ? "operator and reason are visible to all tools"
                : "operator and reason are only in the audit log of Signalbox"));
  }

  private static StatusLabel availability(boolean able) {
    return able ? StatusLabel.ok("Yes") : StatusLabel.off("No");
  }

  record ClientVersion(String version, int count) {

    public String url() {
      return new ListUrl("/nomad/clients", Map.of("version", version)).toString();
    }
  }

  /** An API capability, whether it is available, and the effect. */
  record Capability(String name, StatusLabel status, String effect) {}

  record ConnectionRow(String purpose, String use) {

    static ConnectionRow of(ConnectionUsage usage) {
      return new ConnectionRow(
          switch (usage.purpose()) {
            case EVENTS -> "Event streams";
            case LOGS ->
                "Logs (%d live, %d downloads)"
                    .formatted(ConnectionLimits.FOLLOWERS, ConnectionLimits.DOWNLOADS);
            case REQUESTS -> "Other";
          },
          "%d of %d in use".formatted(usage.active(), usage.limit()));
    }
  }
}
