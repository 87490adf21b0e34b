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
      case STARTING -> status.tried() == null ? List.of() : List.of(unreachable(status));
      case STALE -> List.of(unreachable(status));
      case LIVE, POLLING ->
          status.leaderKnown()
              ? List.of()
              : List.of(
                  AttentionItem.ofSystem(
                      "No leader",
                      "Nomad has no leader",
                      "Nothing is placed, drained or stopped until the servers elect one.",
                      Section.SERVERS.path()));
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
    return status.state() == SyncStatus.State.STALE
        ? "Nomad data from " + TimestampView.timeOfDay(confirmedAt)
        : "Nomad has no leader";
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
        Section.SERVERS.path());
  }
}
