package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanelSource;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Summary panel of the snapshots on the overview. */
@Component
@Order(40)
class SnapshotsSummaryPanel implements SummaryPanelSource {

  private final VeleroState velero;
  private final Clock clock;

  SnapshotsSummaryPanel(VeleroState velero, Clock clock) {
    this.velero = velero;
    this.clock = clock;
  }

  @Override
  public Header header() {
    return new Header(
        "snapshots", "Snapshots", VeleroState.TOPIC, "View snapshots", SnapshotLinks.LIST);
  }

  @Override
  public boolean isInMemory() {
    return true;
  }

  @Override
  public SummaryPanel panel() {
    @Nullable String noData = noData(velero.backupsStatus());
    if (noData != null) {
      FreshnessBanner freshness = velero.freshness();
      // without a cluster there is nothing to repair
      return SummaryPanel.empty(noData).withProblem(isConfigured() ? freshness.problem() : null);
    }
    VeleroInventory inventory = velero.inventory();
    int missed = inventory.missedRuns();
    return SummaryPanel.ofFigures(
            ProtectionPanel.lastGood(inventory.protection()),
            ProtectionPanel.nextRun(inventory, clock),
            new Figure("Missed runs", "%,d".formatted(missed), "in 7 days", SnapshotLinks.LIST))
        .withStatus(ProtectionPanel.label(inventory.protection()))
        .withProblem(velero.freshness().problem());
  }

  private boolean isConfigured() {
    return velero.cluster().notConfigured().isEmpty();
  }

  private static @Nullable String noData(CacheStatus status) {
    return switch (status.state()) {
      case LIVE, STALE -> null;
      case NOT_CONFIGURED -> "Kubernetes is not configured. Set KUBECONFIG to see snapshots here.";
      case ABSENT -> "Velero is not installed, so there are no snapshots.";
      case FORBIDDEN -> "Signalbox has no permission to read snapshots.";
      case STARTING -> "Loading the snapshots…";
    };
  }
}
