package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadBuildProperties.ResourceClass;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.TerminationSafety;
import dev.signalbox.nomad.ui.ClientBadge;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NotSyncedYet;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * View model of the client list.
 *
 * @param orphaned number of clients that need attention
 * @param attention sentence about those clients, or an empty string if there are none
 * @param filtered whether a filter is set
 * @param matching number of clients that match the filter
 * @param map cluster map, or null if there are no clients
 */
record ClientsPage(
    String summary,
    FreshnessBanner syncStatus,
    CapacityFigures capacity,
    @Nullable HeatMap map,
    int orphaned,
    String attention,
    List<FilterChip> chips,
    List<ClientFacets.Choice> choices,
    ListUrl url,
    boolean filtered,
    int matching,
    ActionButton drain,
    ListPage<Row> clients,
    @Nullable EmptyState empty) {

  static ClientsPage of(
      ListUrl url,
      ClusterSnapshot snapshot,
      SyncStatus syncStatus,
      ResourceClasses classes,
      CurrentUser visitor,
      @Nullable String denied,
      Clock clock) {
    FreshnessBanner banner = SyncStatusBanner.of(syncStatus, clock);
    OrphanedClients forgotten = OrphanedClients.of(ClientIndex.of(snapshot), clock);
    ClientIndex index = ClientIndex.of(snapshot);
    ClusterCapacity capacity = ClusterCapacity.of(snapshot);
    ClientFilter filter = ClientFilter.of(url.isInvalid() ? url.cleared() : url);
    ClientFacets facets = ClientFacets.of(snapshot, filter);
    List<ClientEntry> found =
        url.isInvalid() ? List.of() : ClientOrder.sorted(filter.of(index.byName()), url);
    ListPage<ClientEntry> page = ClientPagination.of(found, url);
    RegistrationTimeEstimator registrations = RegistrationTimeEstimator.of(snapshot);
    boolean filtered = url.parameters().keySet().stream().anyMatch(ClientFilter.FILTERS::contains);
    return new ClientsPage(
        summary(snapshot, capacity, classes, clock),
        banner,
        CapacityFigures.of(snapshot, classes),
        index.byName().isEmpty() ? null : HeatMap.of(snapshot, clock),
        forgotten.count(),
        forgotten.sentence(clock),
        facets.chips(url),
        facets.choices(url),
        url,
        filtered,
        found.size(),
        ActionButton.of("Drain selected", visitor, denied),
        new ListPage<>(
            page.items().stream()
                .map(entry -> Row.of(entry, registrations, syncStatus, clock))
                .toList(),
            page.previous(),
            page.next()),
        !page.items().isEmpty()
            ? null
            : snapshot.isUnsynced() ? NotSyncedYet.empty(banner) : empty(url, filtered));
  }

  private static String summary(
      ClusterSnapshot snapshot, ClusterCapacity capacity, ResourceClasses classes, Clock clock) {
    if (snapshot.isUnsynced()) {
      return NotSyncedYet.SUMMARY;
    }
    return snapshot.clients().isEmpty() ? "No clients yet" : capacity.summary(classes, clock);
  }

  /** Returns the URL of the CSV file with the same clients. */
  public String download() {
    return new ListUrl("/nomad/clients.csv", url.with("before", null).parameters()).toString();
  }

  private static EmptyState empty(ListUrl url, boolean filtered) {
    if (url.isInvalid()) {
      return EmptyState.ofInvalidFilter(url);
    }
    return filtered
        ? new EmptyState(
            "No client matches these filters",
            "Change or clear the filters to see other clients.",
            "Clear filters",
            url.cleared().toString())
        : new EmptyState(
            "No clients yet",
            "They appear here when they register with Nomad.",
            "Open Servers",
            "/nomad/servers");
  }

  /**
   * Row of the client list.
   *
   * @param where machine type, zone and node class
   * @param remark details of the state, or an empty string
   * @param verdict whether the machine is safe to terminate, or null for an eligible client
   */
  public record Row(
      String id,
      String name,
      String url,
      String where,
      StatusLabel status,
      UsageBar memory,
      UsageBar cpu,
      int builds,
      String age,
      @Nullable TimestampView since,
      String remark,
      @Nullable TerminationVerdict verdict) {

    static Row of(
        ClientEntry entry,
        RegistrationTimeEstimator registrations,
        SyncStatus syncStatus,
        Clock clock) {
      Client client = entry.client();
      @Nullable Instant since = registrations.latest(client);
      return new Row(
          client.id(),
          nameOf(client),
          NomadLinks.client(client.id()),
          whereOf(client),
          ClientBadge.of(entry.state(), clock),
          UsageBar.of(entry.memory(), entry.state(), ResourceFormat::memory),
          UsageBar.of(entry.cpu(), entry.state(), ResourceFormat::cpu),
          entry.builds().size(),
          since == null
              ? ""
              : TimestampView.formatDuration(Duration.between(since, clock.instant())),
          TimestampView.ofNullable(since, clock),
          ClientNotes.of(entry, registrations, clock),
          client.eligible() ? null : TerminationVerdict.of(entry, syncStatus, clock));
    }
  }

  /** Whether a machine is safe to terminate, and the reason. */
  public record TerminationVerdict(TerminationAnswer answer, String reason) {

    /**
     * Returns the verdict for a client. It is {@link TerminationAnswer#YES} only while the snapshot
     * is up to date, because a build may have started since it was taken.
     */
    static TerminationVerdict of(ClientEntry entry, SyncStatus syncStatus, Clock clock) {
      TerminationSafety safety = entry.safety();
      @Nullable String staleReason = syncStatus.staleReason();
      if (safety instanceof TerminationSafety.Safe) {
        return staleReason == null
            ? new TerminationVerdict(TerminationAnswer.YES, safety.reason())
            : new TerminationVerdict(
                TerminationAnswer.UNKNOWN, "It was safe when last seen, but " + staleReason + ".");
      }
      return entry.stateGroup() == ClientStateGroup.DOWN
          ? new TerminationVerdict(
              TerminationAnswer.CONTACT_LOST,
              "Nomad lost contact%s. If the machine is dead, terminate it at your cloud provider,"
                      .formatted(ago(OrphanedClients.since(entry), clock))
                  + " then purge the client. If it may come back, "
                  + (entry.client().eligible()
                      ? "mark it ineligible first."
                      : "leave it: no builds are placed on it until it is marked eligible."))
          : new TerminationVerdict(TerminationAnswer.NO, safety.reason());
    }

    private static String ago(@Nullable Instant since, Clock clock) {
      return since == null
          ? ""
          : " " + TimestampView.formatDuration(Duration.between(since, clock.instant())) + " ago";
    }

    public boolean safe() {
      return answer == TerminationAnswer.YES;
    }

    /** Returns the text for the list. */
    public String word() {
      return switch (answer) {
        case YES -> "Safe to terminate";
        case NO, CONTACT_LOST -> "Not safe to terminate";
        case UNKNOWN -> "Termination safety unknown";
      };
    }

    /** Returns the heading for the page of the client. */
    public String title() {
      return switch (answer) {
        case YES -> "Safe to terminate";
        case NO -> "Don't terminate this machine";
        case CONTACT_LOST -> "Machine state unknown";
        case UNKNOWN -> "Termination safety unknown";
      };
    }
  }

  /** Result of the termination check. */
  public enum TerminationAnswer {
    YES,
    NO,
    /** The client is down: nothing is known about its machine. */
    CONTACT_LOST,
    /** The snapshot is stale. */
    UNKNOWN
  }

  /** Returns the name of a client, or its short id if it has no name. */
  static String nameOf(Client client) {
    return client.name().isBlank() ? client.shortId() : client.name();
  }

  static String whereOf(Client client) {
    StringJoiner where = new StringJoiner(" · ");
    ClientAttributes.machineType(client).ifPresent(where::add);
    where.add(ClientAttributes.zone(client).orElse(client.datacenter()));
    if (!client.nodeClass().isEmpty()) {
      where.add(client.nodeClass());
    }
    return where.toString();
  }

  /**
   * View model of the cluster capacity.
   *
   * @param fits free slots per resource class; empty if no class is configured
   */
  record CapacityFigures(
      int ready,
      int clients,
      String freeMemory,
      String freeCpu,
      String ofMemory,
      String ofCpu,
      List<Fit> fits) {

    /** Computed once per snapshot; the classes come from the settings and never change. */
    static CapacityFigures of(ClusterSnapshot snapshot, ResourceClasses classes) {
      return snapshot.derived(
          CapacityFigures.class, any -> compute(ClusterCapacity.of(any), classes));
    }

    private static CapacityFigures compute(ClusterCapacity capacity, ResourceClasses classes) {
      return new CapacityFigures(
          capacity.ready(),
          capacity.clients(),
          ResourceFormat.memory(capacity.free().memory()),
          ResourceFormat.cpu(capacity.free().cpu()),
          ResourceFormat.memory(capacity.allocatable().memory()),
          ResourceFormat.cpu(capacity.allocatable().cpu()),
          classes.named().stream().map(one -> Fit.of(one, capacity)).toList());
    }

    /** Free slots of one resource class. */
    public record Fit(String name, String size, long more) {

      static Fit of(ResourceClass one, ClusterCapacity capacity) {
        Resources size = ResourceClasses.resourcesOf(one);
        return new Fit(one.name(), ResourceFormat.both(size), capacity.freeSlots(size));
      }
    }
  }
}
