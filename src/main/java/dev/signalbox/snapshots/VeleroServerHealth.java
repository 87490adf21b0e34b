package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.status.SnapshotHealth;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports whether Velero is installed, its server is running, and its checks have no findings. */
@Component
@Order(30)
class VeleroServerHealth implements HealthSource {

  private final VeleroState velero;
  private final SnapshotHealth checks;
  private final Clock clock;

  VeleroServerHealth(VeleroState velero, SnapshotHealth checks, Clock clock) {
    this.velero = velero;
    this.checks = checks;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "Velero";
  }

  @Override
  public String topic() {
    return VeleroState.TOPIC;
  }

  @Override
  public SummaryPanel.Row health() {
    CacheStatus backups = velero.backupsStatus();
    return switch (backups.state()) {
      case NOT_CONFIGURED ->
          row(StatusLabel.off("Not configured"), "Kubernetes is not configured", null);
      case ABSENT -> row(StatusLabel.off("Not installed"), null, null);
      case FORBIDDEN -> failed("Denied", backups);
      case STALE -> failed("Stale", backups);
      case STARTING -> row(StatusLabel.waiting("Loading"), null, null);
      case LIVE -> server(velero.inventory().server());
    };
  }

  @Override
  public @Nullable String version() {
    @Nullable VeleroServer server = velero.inventory().server();
    return server == null || server.imageVersion().isEmpty()
        ? null
        : "Velero " + server.imageVersion();
  }

  private SummaryPanel.Row failed(String status, CacheStatus backups) {
    CacheStatus.@Nullable Failure failure = backups.failure();
    return row(
        StatusLabel.bad(status),
        failure == null ? null : failure.response(),
        TimestampView.of(backups.since(), clock));
  }

  private SummaryPanel.Row server(@Nullable VeleroServer server) {
    if (server == null) {
      return row(StatusLabel.unknown("Unknown"), "its Deployment was not found", null);
    }
    if (!server.isAvailable()) {
      return row(
          StatusLabel.bad("Down"),
          server.podReason().isEmpty() ? "no pod is available" : server.podReason(),
          TimestampView.ofNullable(server.unavailableSince(), clock));
    }
    HealthPanel panel = HealthPanel.of(checks.check());
    if (panel.hasFindings()) {
      return row(
          panel.unavailable() ? StatusLabel.bad("Unusable") : StatusLabel.warn("Degraded"),
          panel.shortened().lines().stream()
              .map(HealthPanel.Line::title)
              .collect(Collectors.joining(", ", "findings: ", "")),
          null);
    }
    return row(
        StatusLabel.ok("Running"),
        server.availableReplicas() == 1
            ? "1 pod available"
            : server.availableReplicas() + " pods available",
        null);
  }

  private SummaryPanel.Row row(
      StatusLabel status, @Nullable String detail, @Nullable TimestampView at) {
    return new SummaryPanel.Row(status, name(), detail, at, SnapshotLinks.HEALTH);
  }
}
