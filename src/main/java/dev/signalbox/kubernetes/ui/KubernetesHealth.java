package dev.signalbox.kubernetes.ui;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ClusterConnection.ServerStatus;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports whether the API server of Kubernetes responds. */
@Component
@Order(20)
class KubernetesHealth implements HealthSource {

  private final ClusterConnection cluster;
  private final Clock clock;

  KubernetesHealth(ClusterConnection cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "Kubernetes";
  }

  @Override
  public String topic() {
    return ClusterConnection.TOPIC;
  }

  @Override
  public SummaryPanel.Row health() {
    return cluster
        .notConfigured()
        .map(reason -> row(StatusLabel.off("Not configured"), reason.response(), null))
        .orElseGet(() -> row(cluster.server()));
  }

  @Override
  public @Nullable String version() {
    @Nullable String version = cluster.server().version();
    return version == null ? null : "Kubernetes " + version;
  }

  private SummaryPanel.Row row(ServerStatus server) {
    CacheStatus.@Nullable Failure failure = server.failure();
    if (failure != null) {
      return row(
          StatusLabel.bad("Unreachable"),
          failure.response(),
          TimestampView.ofNullable(server.failingSince(), clock));
    }
    return server.version() == null
        ? row(StatusLabel.waiting("Loading"), null, null)
        : row(StatusLabel.ok("Live"), "API server responds", null);
  }

  private SummaryPanel.Row row(
      StatusLabel status, @Nullable String detail, @Nullable TimestampView at) {
    return new SummaryPanel.Row(status, name(), detail, at, Section.SNAPSHOTS.path());
  }
}
