package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports whether Nomad responds and has a leader. */
@Component
@Order(10)
class NomadHealth implements HealthSource {

  private final ClusterState cluster;
  private final Clock clock;

  NomadHealth(ClusterState cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "Nomad";
  }

  @Override
  public String topic() {
    return ClusterState.TOPIC;
  }

  @Override
  public SummaryPanel.Row health() {
    return row(cluster.syncStatus(), clock);
  }

  @Override
  public @Nullable String version() {
    SyncStatus status = cluster.syncStatus();
    return status.servers().isEmpty() ? null : "Nomad " + String.join(", ", status.servers());
  }

  static SummaryPanel.Row row(SyncStatus status, Clock clock) {
    return new SummaryPanel.Row(
        label(status),
        "Nomad",
        detail(status),
        status.state() == SyncStatus.State.OFF
            ? null
            : TimestampView.ofNullable(
                status.isCurrent() ? status.confirmedAt() : status.since(), clock),
        Section.SERVERS.path());
  }

  private static StatusLabel label(SyncStatus status) {
    if (status.state() == SyncStatus.State.OFF) {
      return StatusLabel.off("Not configured");
    }
    if (status.isLeaderless()) {
      return StatusLabel.bad("No leader");
    }
    return switch (status.state()) {
      case LIVE -> StatusLabel.ok("Live");
      case POLLING -> StatusLabel.ok("Polling");
      case STALE -> StatusLabel.bad("Unreachable");
      case STARTING ->
          status.tried() == null ? StatusLabel.waiting("Loading") : StatusLabel.bad("Unreachable");
      case OFF -> StatusLabel.off("Not configured");
    };
  }

  private static @Nullable String detail(SyncStatus status) {
    if (status.state() == SyncStatus.State.OFF) {
      return "NOMAD_ADDR is not set";
    }
    return status.isCurrent() ? "updated" : status.answered();
  }
}
