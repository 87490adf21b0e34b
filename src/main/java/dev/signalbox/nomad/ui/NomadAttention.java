package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports that Nomad is unreachable or has no leader. */
@Component
class NomadAttention implements AttentionSource {

  private final ClusterState cluster;

  NomadAttention(ClusterState cluster) {
    this.cluster = cluster;
  }

  @Override
  public Section section() {
    return Section.SERVERS;
  }

  @Override
  public String topic() {
    return ClusterState.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    return items(cluster.syncStatus());
  }

  @Override
  public @Nullable String outdatedData() {
    return outdatedData(cluster.syncStatus());
  }

  static List<AttentionItem> items(SyncStatus status) {
    return switch (status.state()) {
      case OFF -> List.of();
      case STARTING -> status.tried() == null ? List.of() : List.of(failure(status));
      case STALE -> List.of(failure(status));
      case LIVE, POLLING -> status.isLeaderless() ? List.of(noLeader()) : List.of();
    };
  }

  static @Nullable String outdatedData(SyncStatus status) {
    if (status.state() == SyncStatus.State.OFF || status.isCurrent()) {
      return null;
    }
    @Nullable Instant confirmedAt = status.confirmedAt();
    if (confirmedAt == null) {
      return "No Nomad data yet";
    }
    return status.isLeaderless()
        ? "Nomad has no leader"
        : "Nomad data from " + TimestampView.timeOfDay(confirmedAt);
  }

  private static AttentionItem failure(SyncStatus status) {
    return status.isLeaderless() ? noLeader() : unreachable(status);
  }

  private static AttentionItem noLeader() {
    return AttentionItem.ofSystem(
        "No leader",
        "Nomad has no leader",
        "Nothing is placed, drained or stopped until the servers elect one.",
        "Check the Nomad servers. A majority must be up and reach each other on port 4648.",
        Section.SERVERS.path());
  }

  private static AttentionItem unreachable(SyncStatus status) {
    String cause =
        "Tried to "
            + (status.tried() == null ? "reach the Nomad servers" : status.tried())
            + ". It said: "
            + (status.answered() == null ? "(no response)" : status.answered());
    return AttentionItem.ofSystem(
        "Unreachable",
        "Nomad unreachable since " + TimestampView.timeOfDay(status.since()),
        cause,
        status.advice() == null
            ? "Check that the Nomad servers are up and reachable from Signalbox."
            : status.advice(),
        Section.SERVERS.path());
  }
}
