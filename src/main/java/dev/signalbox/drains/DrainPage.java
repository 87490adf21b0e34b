package dev.signalbox.drains;

import dev.signalbox.drains.DeadlineImpact.BuildForecast;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FormField;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * View model of the drain page: a preview of the effect, and the form.
 *
 * @param builds builds and services on the client
 * @param kills whether the drain kills builds, as far as this can be estimated
 * @param down whether the client is down, so that there is nothing to drain
 * @param running the drain in progress, or null
 */
record DrainPage(
    String id,
    String name,
    String title,
    String summary,
    FreshnessBanner syncStatus,
    ConfirmPanel confirm,
    DrainFields fields,
    List<BuildRow> builds,
    boolean kills,
    boolean down,
    boolean eligible,
    @Nullable CurrentDrain running) {

  static DrainPage of(
      Client client,
      ClusterState cluster,
      Optional<BuildDurations> times,
      DrainForm form,
      DrainFields fields,
      Clock clock) {
    ClusterSnapshot snapshot = cluster.snapshot();
    DeadlineChoice choice = form.choice();
    DeadlineImpact impact =
        DeadlineImpact.of(
            cluster.capabilities().lowestVersion(),
            snapshot.buildsOn(client.id()),
            form.ignoresSystemJobs() ? List.of() : snapshot.systemAllocationsOn(client.id()),
            choice,
            build -> times.flatMap(known -> known.durationsOf(build)),
            snapshot::nameOf,
            clock.instant());
    return new DrainPage(
        client.id(),
        client.name(),
        (client.draining() ? "Change drain of " : "Drain ") + client.name(),
        ClientSummary.of(client, snapshot.buildsOn(client.id())),
        SyncStatusBanner.of(cluster.syncStatus(), clock),
        confirm(client, form, choice, impact),
        fields,
        rows(impact, snapshot, clock),
        impact.killsBuilds(),
        client.status() == ClientStatus.DOWN,
        client.eligible(),
        client.draining()
            ? CurrentDrain.of(client, snapshot.buildsOn(client.id()).size(), clock)
            : null);
  }

  /** Returns the page with the errors of the form that stops the drain in progress. */
  DrainPage withCancelErrors(Errors errors) {
    return new DrainPage(
        id,
        name,
        title,
        summary,
        syncStatus,
        confirm,
        fields,
        builds,
        kills,
        down,
        eligible,
        running == null ? null : running.withErrors(errors));
  }

  private static List<BuildRow> rows(DeadlineImpact impact, ClusterSnapshot snapshot, Clock clock) {
    return Stream.concat(
            impact.builds().stream().map(build -> BuildRow.of(build, clock)),
            impact.services().stream()
                .map(service -> BuildRow.of(service, snapshot.nameOf(service.job()), clock)))
        .toList();
  }

  private static ConfirmPanel confirm(
      Client client, DrainForm form, DeadlineChoice choice, DeadlineImpact impact) {
    String button =
        choice.isImmediate() && impact.killsBuilds()
            ? "Kill all builds and drain client"
            : client.draining() ? "Change drain" : "Drain client";
    return new ConfirmPanel(
        NomadLinks.client(client.id()) + "/drain",
        "post",
        impact.heading(),
        client.draining() && impact.forceAt() != null
            ? "The deadline counts from now. " + impact.sentence()
            : impact.sentence(),
        button,
        choice.isImmediate() ? "player-stop" : "player-pause",
        NomadLinks.client(client.id()),
        choice.isImmediate() ? client.name() : null,
        command(client, form, choice));
  }

  private static String command(Client client, DrainForm form, DeadlineChoice choice) {
    @Nullable String reason = form.reason();
    return "nomad node drain -enable "
        + choice.flag()
        + (form.ignoresSystemJobs() ? " -ignore-system" : "")
        + (reason == null || reason.isBlank() ? "" : " -m " + shellQuoted(reason.strip()))
        + " -yes "
        + client.shortId();
  }

  private static String shellQuoted(String text) {
    return "'" + text.replace("'", "'\\''").replaceAll("\\p{Cntrl}", " ") + "'";
  }

  /**
   * One running build or service.
   *
   * @param job the name of its job
   * @param jobId the id of its job, empty if it is the name
   */
  record BuildRow(
      String id,
      String job,
      String jobId,
      String url,
      @Nullable TimestampView since,
      String ends,
      StatusLabel status) {

    static BuildRow of(BuildForecast build, Clock clock) {
      return of(
          build.allocation(),
          build.name(),
          clock,
          build.endsBy() == null
              ? "no estimate"
              : "done by " + TimestampView.timeOfDay(build.endsBy()),
          build.killed() ? StatusLabel.bad("Killed") : StatusLabel.ok("Finishes"));
    }

    static BuildRow of(Allocation service, String name, Clock clock) {
      return of(
          service,
          name,
          clock,
          "moves to another client",
          new StatusLabel(StatusTone.IDLE, "refresh", "Service"));
    }

    private static BuildRow of(
        Allocation allocation, String name, Clock clock, String ends, StatusLabel status) {
      return new BuildRow(
          allocation.id(),
          name,
          name.equals(allocation.job().id()) ? "" : allocation.job().id(),
          NomadLinks.allocation(allocation.id()),
          TimestampView.ofNullable(allocation.startedAt(), clock),
          ends,
          status);
    }
  }

  /**
   * A drain in progress.
   *
   * @param progress its progress
   * @param why reason and actor, or empty if Nomad stores neither
   */
  record CurrentDrain(
      String progress,
      String why,
      ConfirmPanel confirm,
      FormField eligible,
      Map<String, String> choices,
      FormField reason) {

    CurrentDrain withErrors(Errors errors) {
      return new CurrentDrain(
          progress,
          why,
          confirm,
          FormField.submitted(errors, eligible.name(), eligible.label(), eligible.hint()),
          choices,
          FormField.submitted(errors, reason.name(), reason.label(), reason.hint()));
    }

    static CurrentDrain of(Client client, int left, Clock clock) {
      Client.@Nullable Drain drain = client.drain();
      return new CurrentDrain(
          progress(drain, left, clock),
          why(client.lastDrain()),
          new ConfirmPanel(
              NomadLinks.client(client.id()) + "/drain",
              "delete",
              "Stop draining",
              "Running builds continue. Choose whether the client accepts new builds.",
              "Stop draining",
              "player-play",
              NomadLinks.client(client.id()),
              null,
              "nomad node drain -disable -yes " + client.shortId()),
          new FormField("eligible", "Afterwards", null, "true", null),
          eligibilityChoices(),
          FormField.empty(
              "reason", "Reason", "optional, visible in the audit log and on this client"));
    }

    private static String progress(Client.@Nullable Drain drain, int left, Clock clock) {
      @Nullable Instant started = drain == null ? null : drain.startedAt();
      @Nullable Instant force = drain == null ? null : drain.forceAt();
      return "Draining"
          + (started == null
              ? ""
              : " for " + TimestampView.formatDuration(Duration.between(started, clock.instant())))
          + ", "
          + (left == 1 ? "1 build" : left + " builds")
          + " left."
          + (force == null
              ? ""
              : " Remaining builds are killed at " + TimestampView.timeOfDay(force) + ".");
    }

    private static String why(@Nullable LastDrain last) {
      if (last == null) {
        return "";
      }
      String who =
          last.meta().getOrDefault("requested_by", last.meta().getOrDefault("drained_by", ""));
      String message = last.meta().getOrDefault("message", "");
      if (who.isEmpty()) {
        return message;
      }
      return message.isEmpty() ? "Requested by " + who : message + ", by " + who;
    }

    private static Map<String, String> eligibilityChoices() {
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("true", "Mark eligible");
      choices.put("false", "Keep ineligible");
      return choices;
    }
  }
}
