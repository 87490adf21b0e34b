package dev.signalbox.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClientTerminations.OpenTermination;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.ui.ClientBadge;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * View model of one client, built from the snapshot.
 *
 * @param remark details of the state, or an empty string
 * @param release state of the machine release, or null if none is in progress
 * @param registered latest possible registration time, or null if it can't be estimated
 * @param drain current or last drain, or null if it was never drained
 * @param reachable whether the client is connected, so that its host usage can be read
 * @param live allocations that have not ended, newest first
 * @param liveOmitted number of live allocations that are not listed
 * @param ended ended allocations, last ended first
 * @param endedOmitted number of ended allocations that are not listed
 */
record ClientPage(
    String id,
    String name,
    String url,
    String summary,
    FreshnessBanner syncStatus,
    StatusLabel status,
    String remark,
    ClientsPage.TerminationVerdict verdict,
    @Nullable ReleaseLine release,
    List<Fact> facts,
    @Nullable TimestampView registered,
    @Nullable TimestampView statusSince,
    List<DriverLine> drivers,
    UsageBar memory,
    UsageBar cpu,
    String free,
    @Nullable ClientDrainPanel drain,
    boolean reachable,
    List<ClientAllocationRow> live,
    int liveOmitted,
    List<ClientAllocationRow> ended,
    int endedOmitted,
    ClientActions actions,
    String command) {

  private static final int MAX_LIVE = 100;
  private static final int MAX_ENDED = 25;

  static ClientPage of(
      Client client,
      ClusterSnapshot snapshot,
      SyncStatus syncStatus,
      @Nullable OpenTermination release,
      ResourceClasses classes,
      CurrentUser visitor,
      @Nullable String denied,
      boolean pools,
      Clock clock) {
    ClientEntry entry = ClientEntry.of(client, snapshot);
    RegistrationTimeEstimator registrations = RegistrationTimeEstimator.of(snapshot);
    List<Allocation> allocations = snapshot.allocationsOn(client.id());
    List<Allocation> live =
        allocations.stream()
            .filter(allocation -> !allocation.isTerminal())
            .sorted(Comparator.comparingLong(Allocation::createIndex).reversed())
            .toList();
    List<Allocation> ended =
        allocations.stream()
            .filter(Allocation::isTerminal)
            .sorted(Comparator.comparing(ClientPage::endedAt).reversed())
            .toList();
    return new ClientPage(
        client.id(),
        ClientsPage.nameOf(client),
        NomadLinks.client(client.id()),
        summary(entry),
        SyncStatusBanner.of(syncStatus, clock),
        ClientBadge.of(entry.state(), clock),
        ClientNotes.of(entry, registrations, clock),
        ClientsPage.TerminationVerdict.of(entry, syncStatus, clock),
        release == null ? null : ReleaseLine.of(release, clock),
        facts(client, pools),
        TimestampView.ofNullable(registrations.latest(client), clock),
        TimestampView.ofNullable(client.statusSince(), clock),
        client.drivers().stream().filter(Client.Driver::detected).map(DriverLine::of).toList(),
        UsageBar.of(entry.memory(), entry.state(), ResourceFormat::memory),
        UsageBar.of(entry.cpu(), entry.state(), ResourceFormat::cpu),
        entry.memory().isKnown() ? ResourceFormat.both(entry.free()) : "unknown",
        ClientDrainPanel.of(entry, clock),
        client.status() != ClientStatus.DOWN && client.status() != ClientStatus.DISCONNECTED,
        rows(live, MAX_LIVE, snapshot, classes, clock),
        Math.max(0, live.size() - MAX_LIVE),
        rows(ended, MAX_ENDED, snapshot, classes, clock),
        Math.max(0, ended.size() - MAX_ENDED),
        ClientActions.of(client, visitor, denied),
        "nomad node status -stats " + client.id());
  }

  private static List<ClientAllocationRow> rows(
      List<Allocation> allocations,
      int limit,
      ClusterSnapshot snapshot,
      ResourceClasses classes,
      Clock clock) {
    return allocations.stream()
        .limit(limit)
        .map(
            allocation ->
                ClientAllocationRow.of(
                    allocation, snapshot.nameOf(allocation.job()), classes, clock))
        .toList();
  }

  private static Instant endedAt(Allocation allocation) {
    @Nullable Instant at = allocation.finishedAt();
    return at == null ? allocation.modifiedAt() : at;
  }

  private static String summary(ClientEntry entry) {
    String builds =
        switch (entry.builds().size()) {
          case 0 -> "no builds";
          case 1 -> "1 build";
          default -> entry.builds().size() + " builds";
        };
    return entry.memory().isKnown()
        ? "%s · memory %d%% allocated · CPU %d%% allocated"
            .formatted(builds, entry.memory().percent(), entry.cpu().percent())
        : builds + " · resources not known yet";
  }

  private static List<Fact> facts(Client client, boolean pools) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Node ID", client.id(), true));
    add(facts, "AWS instance", client.attributes().get(ClientAttributes.AWS_INSTANCE), true);
    add(facts, "Google instance", client.attributes().get(ClientAttributes.GCE_ID), true);
    add(facts, "Google hostname", client.attributes().get(ClientAttributes.GCE_HOST), true);
    add(facts, "Azure machine", client.attributes().get(ClientAttributes.AZURE_NAME), true);
    add(facts, "Address", client.address(), true);
    add(facts, "Machine type", ClientAttributes.machineType(client).orElse(null), false);
    add(facts, "Zone", ClientAttributes.zone(client).orElse(null), false);
    add(facts, "Datacenter", client.datacenter(), false);
    add(facts, "Class", client.nodeClass(), false);
    if (pools) {
      add(facts, "Node pool", client.pool(), false);
    }
    add(facts, "Operating system", client.attributes().get(ClientAttributes.OS), false);
    add(facts, "Nomad", client.version(), false);
    return facts;
  }

  private static void add(List<Fact> facts, String label, @Nullable String value, boolean copied) {
    Optional.ofNullable(value)
        .filter(text -> !text.isBlank())
        .ifPresent(text -> facts.add(new Fact(label, text, copied)));
  }

  record ReleaseLine(StatusLabel status, TimestampView since) {

    static ReleaseLine of(OpenTermination release, Clock clock) {
      return new ReleaseLine(release.status(), TimestampView.of(release.since(), clock));
    }
  }

  /** A label with its value; {@code copied} adds a copy button. */
  record Fact(String label, String value, boolean copied) {}

  /** A task driver with its health; {@code health} is Nomad's description of a problem. */
  record DriverLine(String name, StatusLabel status, String health) {

    static DriverLine of(Client.Driver driver) {
      return new DriverLine(
          driver.name(),
          driver.healthy() ? StatusLabel.ok("healthy") : StatusLabel.bad("unhealthy"),
          driver.healthy() ? "" : driver.health());
    }
  }

  /** Actions of a client page. Each one links to its confirmation page. */
  record ClientActions(
      ActionButton drain, ActionButton eligibility, String eligibilityIcon, ActionButton purge) {

    /**
     * Returns the actions.
     *
     * @param denied why Nomad denies them, or null if it is not known to
     */
    static ClientActions of(Client client, CurrentUser visitor, @Nullable String denied) {
      boolean down = client.status() == ClientStatus.DOWN;
      return new ClientActions(
          ActionButton.of(
              client.draining() ? "Change or stop drain" : "Drain client",
              visitor,
              down && !client.draining() ? "Can't drain: client is down." : denied),
          ActionButton.of(
              client.eligible() ? "Mark ineligible" : "Mark eligible",
              visitor,
              client.draining() ? "Already draining. Stop the drain instead." : denied),
          client.eligible() ? "hand-stop" : "player-play",
          ActionButton.of(
              "Purge",
              visitor,
              down
                  ? denied
                  : "Only down clients can be purged; this one would re-register at once."));
    }
  }
}
