package dev.signalbox.drains.rolling;

import dev.signalbox.drains.DeadlineChoice;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page of one rolling drain.
 *
 * @param waitReason why the plan is waiting, or null
 * @param eta estimated remaining time, or null if unknown
 * @param finished number of clients in a final state
 * @param toggle the button that pauses or resumes, or null if the plan has ended
 * @param toggleState the state that the button requests
 */
record RollingDrainPage(
    String id,
    String reason,
    String summary,
    FreshnessBanner syncStatus,
    StatusLabel status,
    @Nullable String waitReason,
    @Nullable String eta,
    String rules,
    String after,
    TimestampView created,
    @Nullable TimestampView ended,
    String startedBy,
    long finished,
    int all,
    String progress,
    @Nullable ActionButton toggle,
    String toggleState,
    @Nullable ActionButton abort,
    List<ClientRow> clients) {

  static RollingDrainPage of(
      RollingDrain plan,
      List<RollingDrainClient> clients,
      ClusterState cluster,
      Optional<BuildDurations> times,
      CurrentUser visitor,
      Clock clock) {
    ClusterSnapshot snapshot = cluster.snapshot();
    boolean isFinal =
        plan.state() == RollingDrain.State.ABORTED || plan.state() == RollingDrain.State.FINISHED;
    boolean running = plan.state() == RollingDrain.State.RUNNING;
    return new RollingDrainPage(
        plan.id().toString(),
        plan.reason(),
        RollingDrainLabels.progress(clients),
        SyncStatusBanner.of(cluster.syncStatus(), clock),
        RollingDrainLabels.of(plan),
        plan.waitReason().isEmpty() ? null : plan.waitReason(),
        eta(plan, clients, snapshot, times, clock.instant()),
        rules(plan),
        plan.eligibleAfter()
            ? "Marked eligible after draining."
            : "Stay ineligible after draining.",
        TimestampView.of(plan.createdAt(), clock),
        TimestampView.ofNullable(plan.endedAt(), clock),
        Objects.requireNonNullElse(plan.actor().name(), plan.actor().id()),
        clients.stream().filter(client -> client.state().isFinished()).count(),
        clients.size(),
        RollingDrainLabels.progress(clients),
        isFinal
            ? null
            : ActionButton.of(
                running ? "Pause rolling drain" : "Resume rolling drain", visitor, null),
        running ? "paused" : "running",
        isFinal ? null : ActionButton.of("Abort rolling drain", visitor, null),
        clients.stream()
            .map(client -> ClientRow.of(client, snapshot.buildsOn(client.clientId()).size(), clock))
            .toList());
  }

  private static String rules(RollingDrain plan) {
    return "Batch size "
        + plan.batchSize()
        + " · minimum ready "
        + plan.keepReady()
        + (plan.deadline() == null
            ? " · no deadline"
            : " · deadline " + new DeadlineChoice(plan.deadline()).label())
        + (plan.waitForQueue() ? " · pauses while jobs are queued" : "");
  }

  private static @Nullable String eta(
      RollingDrain plan,
      List<RollingDrainClient> clients,
      ClusterSnapshot snapshot,
      Optional<BuildDurations> times,
      Instant now) {
    if (!plan.isOpen()) {
      return null;
    }
    List<Duration> running =
        clients.stream()
            .filter(client -> client.state().isActive())
            .flatMap(client -> snapshot.buildsOn(client.clientId()).stream())
            .flatMap(build -> remaining(build, times, now))
            .toList();
    return RollingDrainEta.of(plan, clients, running, now)
        .map(TimestampView::formatDuration)
        .orElse(null);
  }

  private static Stream<Duration> remaining(
      Allocation build, Optional<BuildDurations> times, Instant now) {
    Instant startedAt = Objects.requireNonNullElse(build.startedAt(), build.createdAt());
    return times
        .flatMap(known -> known.durationsOf(build))
        .map(known -> Duration.between(now, startedAt.plus(known.p95())))
        .filter(Duration::isPositive)
        .stream();
  }

  record ClientRow(
      int position,
      String id,
      String name,
      String url,
      StatusLabel status,
      String note,
      @Nullable TimestampView started,
      @Nullable String duration) {

    static ClientRow of(RollingDrainClient client, int left, Clock clock) {
      @Nullable Instant startedAt = client.startedAt();
      @Nullable Instant ended = client.endedAt();
      return new ClientRow(
          client.position(),
          client.clientId(),
          client.name(),
          NomadLinks.client(client.clientId()),
          RollingDrainLabels.of(client, left),
          client.note(),
          TimestampView.ofNullable(startedAt, clock),
          startedAt == null || ended == null
              ? null
              : TimestampView.formatDuration(Duration.between(startedAt, ended)));
    }
  }
}
