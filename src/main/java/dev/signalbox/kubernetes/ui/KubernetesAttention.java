package dev.signalbox.kubernetes.ui;

import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ClusterConnection.ServerStatus;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports that the API server of Kubernetes is unreachable, or that its clock differs. */
@Component
class KubernetesAttention implements AttentionSource {

  /** Shorter interruptions are not reported; the caches become stale after the same time. */
  private static final Duration INTERRUPTION = Duration.ofSeconds(15);

  private static final Duration MAX_CLOCK_OFFSET = Duration.ofMinutes(1);

  private final ClusterConnection cluster;
  private final Clock clock;

  KubernetesAttention(ClusterConnection cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public Section section() {
    return Section.SNAPSHOTS;
  }

  @Override
  public String topic() {
    return ClusterConnection.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    if (cluster.notConfigured().isPresent()) {
      return List.of();
    }
    ServerStatus server = cluster.server();
    @Nullable Failure failure = server.failure();
    @Nullable Instant since = server.failingSince();
    if (failure != null && since != null && server.isFailingFor(INTERRUPTION, clock.instant())) {
      return List.of(unreachable(failure, since));
    }
    return server.clockOffset().abs().compareTo(MAX_CLOCK_OFFSET) < 0
        ? List.of()
        : List.of(differentClocks(server.clockOffset()));
  }

  private static AttentionItem unreachable(Failure failure, Instant since) {
    return AttentionItem.ofSystem(
        "Unreachable",
        "Kubernetes unreachable since " + TimestampView.timeOfDay(since),
        "Tried to " + failure.tried() + ". It said: " + failure.response(),
        failure.advice(),
        Section.SNAPSHOTS.path());
  }

  private static AttentionItem differentClocks(Duration offset) {
    return AttentionItem.ofNotice(
        "Clocks differ",
        1,
        "The clock of Kubernetes is %s %s that of Signalbox"
            .formatted(
                TimestampView.formatDuration(offset.abs()),
                offset.isNegative() ? "behind" : "ahead of"),
        "The ages of snapshots are computed with the clock of Kubernetes.",
        "Check the time synchronization of both.",
        Section.SNAPSHOTS.path());
  }
}
