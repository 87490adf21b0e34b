package dev.signalbox.drains.rolling;

import dev.signalbox.drains.PlanImpact;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FreshnessBanner;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page that creates a rolling drain.
 *
 * @param namesOrIds the submitted names and ids, separated by spaces
 * @param notes how the drain treats ineligible clients, insufficient capacity and restarts
 * @param confirm null if no selected client can be drained
 * @param kills whether builds would be killed, as far as this can be estimated
 * @param emptyMessage why there is nothing to confirm, or null
 */
record NewRollingDrainPage(
    String summary,
    FreshnessBanner syncStatus,
    RollingDrainSelection selection,
    String namesOrIds,
    List<String> classes,
    List<String> versions,
    List<String> datacenters,
    List<IncludedRow> included,
    List<ExcludedRow> excluded,
    @Nullable String unknown,
    @Nullable String more,
    RollingDrainFields fields,
    List<String> notes,
    @Nullable ConfirmPanel confirm,
    boolean kills,
    @Nullable String emptyMessage) {

  static NewRollingDrainPage of(
      RollingDrainSelection choice,
      RollingDrainPreview preview,
      RollingDrainForm form,
      RollingDrainFields fields,
      ClusterState cluster,
      Optional<BuildDurations> times,
      Clock clock) {
    ClusterSnapshot snapshot = cluster.snapshot();
    List<IncludedRow> taken =
        preview.included().stream().map(client -> IncludedRow.of(client, snapshot)).toList();
    List<String> unknown = choice.unmatched(snapshot);
    @Nullable PlanImpact impact =
        taken.isEmpty() ? null : impact(preview, form, cluster, times, clock.instant());
    return new NewRollingDrainPage(
        snapshot.clients().stream().filter(Client::isSchedulable).count()
            + " of "
            + snapshot.clients().size()
            + (snapshot.clients().size() == 1 ? " client ready" : " clients ready"),
        SyncStatusBanner.of(cluster.syncStatus(), clock),
        choice,
        String.join(" ", choice.namesOrIds()),
        values(snapshot, Client::nodeClass),
        values(snapshot, Client::version),
        values(snapshot, Client::datacenter),
        taken,
        preview.excluded().stream().map(ExcludedRow::of).toList(),
        unknown.isEmpty() ? null : "Not found: " + String.join(", ", unknown),
        preview.more() == 0
            ? null
            : "A rolling drain has at most "
                + RollingDrainPreview.MAX_CLIENTS
                + " clients; "
                + preview.more()
                + (preview.more() == 1 ? " more matches" : " more match")
                + " and can be drained afterwards.",
        fields,
        notes(preview),
        impact == null ? null : confirm(preview, form, impact),
        impact != null && impact.killed() > 0,
        taken.isEmpty() ? emptyMessage(choice, preview) : null);
  }

  private static String emptyMessage(RollingDrainSelection choice, RollingDrainPreview preview) {
    if (choice.url().isInvalid()) {
      return "No client is selected while a filter can't be read. Correct it.";
    }
    return choice.isEmpty()
        ? "Choose at least one filter."
        : preview.excluded().isEmpty()
            ? "No clients match."
            : "None of the matching clients can be drained.";
  }

  private static PlanImpact impact(
      RollingDrainPreview preview,
      RollingDrainForm form,
      ClusterState cluster,
      Optional<BuildDurations> times,
      Instant now) {
    ClusterSnapshot snapshot = cluster.snapshot();
    return PlanImpact.of(
        cluster.capabilities().lowestVersion(),
        on(preview, snapshot::buildsOn),
        form.ignoresSystemJobs() ? List.of() : on(preview, snapshot::systemAllocationsOn),
        form.choice(),
        build -> times.flatMap(known -> known.durationsOf(build)),
        snapshot::nameOf,
        now);
  }

  private static ConfirmPanel confirm(
      RollingDrainPreview preview, RollingDrainForm form, PlanImpact impact) {
    int clients = preview.included().size();
    return new ConfirmPanel(
        "/nomad/rolling-drains",
        "post",
        (clients == 1 ? "Drain 1 client" : "Drain " + clients + " clients")
            + (form.atOnceOr(1) >= clients ? "" : ", " + form.atOnceOr(1) + " at a time")
            + switch (impact.killed()) {
              case 0 -> "";
              case 1 -> ": 1 build would be killed";
              default -> ": " + impact.killed() + " builds would be killed";
            },
        impact.sentence(),
        "Start rolling drain",
        "player-play",
        "/nomad/rolling-drains",
        null,
        null);
  }

  private static List<Allocation> on(
      RollingDrainPreview preview, Function<String, List<Allocation>> byClient) {
    return preview.included().stream()
        .flatMap(client -> byClient.apply(client.id()).stream())
        .toList();
  }

  private static List<String> notes(RollingDrainPreview preview) {
    List<String> notes = new ArrayList<>();
    long ineligible = preview.included().stream().filter(client -> !client.eligible()).count();
    if (ineligible > 0) {
      notes.add(
          ineligible == 1
              ? "1 client is already ineligible and stays so."
              : ineligible + " clients are already ineligible and stay so.");
    }
    notes.add("It pauses when too few clients would stay ready, or when Nomad data is stale.");
    notes.add("It survives restarts of Signalbox.");
    return notes;
  }

  private static List<String> values(ClusterSnapshot snapshot, Function<Client, String> value) {
    return snapshot.clients().stream()
        .map(value)
        .filter(text -> !text.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  record IncludedRow(String id, String name, String url, String about, int builds) {

    static IncludedRow of(Client client, ClusterSnapshot snapshot) {
      return new IncludedRow(
          client.id(),
          client.name(),
          NomadLinks.client(client.id()),
          client.nodeClass()
              + " · "
              + client.datacenter()
              + " · "
              + client.version()
              + (client.eligible() ? "" : " · ineligible, stays ineligible"),
          snapshot.buildsOn(client.id()).size());
    }
  }

  record ExcludedRow(String name, String url, String why) {

    static ExcludedRow of(RollingDrainPreview.ExcludedClient refused) {
      return new ExcludedRow(
          refused.client().name(), NomadLinks.client(refused.client().id()), refused.why());
    }
  }
}
