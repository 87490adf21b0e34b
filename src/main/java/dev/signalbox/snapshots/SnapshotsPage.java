package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * View model of the list of snapshots.
 *
 * @param protection null if nothing is known about Velero
 * @param take the link to the page that takes a snapshot
 * @param health null while all parts work, or before anything is known
 */
record SnapshotsPage(
    String summary,
    ActionButton take,
    @Nullable ProtectionPanel protection,
    @Nullable HealthPanel health,
    List<FilterChip> chips,
    ListUrl url,
    Facets facets,
    boolean filtered,
    ListPage<SnapshotLine> snapshots,
    @Nullable EmptyState empty,
    FreshnessBanner freshness) {

  /** Options of the filter selects. */
  record Facets(List<Option> kinds, List<String> schedules) {

    private static final List<Option> KINDS =
        Arrays.stream(BackupKind.values())
            .map(kind -> new Option(SnapshotText.code(kind), SnapshotText.label(kind)))
            .toList();
  }

  /** An option of a select. */
  record Option(String value, String label) {}

  static SnapshotsPage of(
      ListUrl url,
      SnapshotRows all,
      VeleroState velero,
      HealthPanel health,
      @Nullable CurrentUser user,
      Clock clock) {
    VeleroInventory inventory = all.inventory();
    int total = all.rows().size();
    SnapshotFilter filter = SnapshotFilter.of(url.isInvalid() ? url.cleared() : url);
    SnapshotSelection selection = SnapshotSelection.of(url, all.rows());
    List<SnapshotLine> lines =
        selection.page().items().stream()
            .map(row -> SnapshotLine.of(row, inventory, velero, clock))
            .toList();
    CacheStatus status = velero.backupsStatus();
    return new SnapshotsPage(
        summary(status, all.counts(), filter, selection.matching(), total),
        new ActionButton("Take snapshot", user == null ? null : user.readOnlyReason()),
        status.isSynced() && status.state() != CacheStatus.State.ABSENT
            ? ProtectionPanel.of(inventory, clock)
            : null,
        isShown(health, status) ? health.shortened() : null,
        chips(url, all.counts(), total),
        url,
        new Facets(Facets.KINDS, all.schedules()),
        url.isInvalid() || !filter.isEmpty(),
        new ListPage<>(lines, selection.page().previous(), selection.page().next()),
        url.isInvalid()
            ? EmptyState.ofInvalidFilter(url)
            : lines.isEmpty() ? empty(filter, url, status) : null,
        freshness(velero, status));
  }

  /** Returns the filters without a form field, which the search form sends as hidden fields. */
  public Map<String, String> hiddenFields() {
    return url.validValue("state").isEmpty() ? Map.of() : Map.of("state", url.value("state"));
  }

  private static boolean isShown(HealthPanel health, CacheStatus status) {
    return health.hasFindings()
        || status.state() == CacheStatus.State.NOT_CONFIGURED
        || (!status.isSynced() && status.failure() != null);
  }

  /** Without Velero, the checklist has the cause and the next step. */
  private static FreshnessBanner freshness(VeleroState velero, CacheStatus status) {
    FreshnessBanner freshness = velero.freshness();
    return status.state() == CacheStatus.State.ABSENT
        ? new FreshnessBanner(freshness.status(), freshness.summary(), null)
        : freshness;
  }

  private static String summary(
      CacheStatus status,
      Map<SnapshotState, Long> counts,
      SnapshotFilter filter,
      int matching,
      int total) {
    if (!status.isSynced()) {
      return "No snapshots read yet";
    }
    if (status.state() == CacheStatus.State.ABSENT) {
      return "Velero is not installed";
    }
    StringJoiner summary = new StringJoiner(" · ");
    for (SnapshotState state :
        List.of(
            SnapshotState.RUNNING,
            SnapshotState.COMPLETED,
            SnapshotState.PARTIAL,
            SnapshotState.FAILED)) {
      summary.add(
          "%,d %s"
              .formatted(
                  counts.getOrDefault(state, 0L),
                  SnapshotText.label(state).toLowerCase(Locale.ROOT)));
    }
    summary.add("%,d total".formatted(total));
    if (!filter.isEmpty()) {
      summary.add(matching == 1 ? "1 match" : "%,d matches".formatted(matching));
    }
    return summary.toString();
  }

  private static List<FilterChip> chips(ListUrl url, Map<SnapshotState, Long> counts, int total) {
    List<FilterChip> chips = new ArrayList<>();
    chips.add(
        new FilterChip(
            "All", (long) total, url.with("state", null).toString(), url.value("state").isEmpty()));
    for (SnapshotState state : SnapshotState.values()) {
      String code = SnapshotText.code(state);
      if (counts.containsKey(state) || url.has("state", code)) {
        chips.add(
            new FilterChip(
                SnapshotText.label(state),
                counts.getOrDefault(state, 0L),
                url.with("state", code).toString(),
                url.has("state", code)));
      }
    }
    return chips;
  }

  private static EmptyState empty(SnapshotFilter filter, ListUrl url, CacheStatus status) {
    if (!filter.isEmpty()) {
      return new EmptyState(
          "No snapshot matches these filters",
          "Change or clear the filters to see other snapshots.",
          "Clear filters",
          url.cleared().toString());
    }
    return switch (status.state()) {
      case LIVE, STALE ->
          new EmptyState(
              "No snapshots yet",
              "Snapshots appear here when one is taken, by a schedule or the velero CLI.",
              null,
              null);
      case ABSENT ->
          new EmptyState(
              "Velero is not installed",
              "Snapshots appear here within a minute after Velero is installed.",
              "Set up storage and Velero",
              "/snapshots/setup");
      case FORBIDDEN ->
          new EmptyState(
              "No permission to list snapshots",
              "Snapshots appear here within a minute after the permission is granted.",
              null,
              null);
      case NOT_CONFIGURED ->
          new EmptyState(
              "Kubernetes is not configured",
              "Snapshots are read from the Kubernetes cluster of the CI server.",
              null,
              null);
      case STARTING ->
          new EmptyState("Reading snapshots", "They are read for the first time.", null, null);
    };
  }
}
