package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.schedule.ProtectionStatus;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanelSource;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Summary panel of the snapshots on the overview. */
@Component
class SnapshotsSummaryPanel implements SummaryPanelSource {

  static final String URL = "/snapshots/panel";

  private final VeleroState velero;
  private final Clock clock;

  SnapshotsSummaryPanel(VeleroState velero, Clock clock) {
    this.velero = velero;
    this.clock = clock;
  }

  @Override
  public String url() {
    return URL;
  }

  @Override
  public String topic() {
    return VeleroState.TOPIC;
  }

  @Override
  public SummaryPanel panel() {
    @Nullable String noData = noData(velero.backupsStatus());
    VeleroInventory inventory = velero.inventory();
    ProtectionStatus protection = inventory.protection();
    return new SummaryPanel(
        "snapshots",
        "Snapshots",
        noData == null && protection.level() != ProtectionStatus.Level.WITHIN
            ? ProtectionPanel.label(protection)
            : null,
        "View snapshots",
        SnapshotLinks.LIST,
        noData,
        noData == null ? figures(inventory) : List.of());
  }

  private List<Figure> figures(VeleroInventory inventory) {
    int missed = inventory.missedRuns();
    return List.of(
        ProtectionPanel.lastGood(inventory.protection()),
        ProtectionPanel.nextRun(inventory, clock),
        new Figure("Missed runs", "%,d".formatted(missed), "in 7 days", SnapshotLinks.LIST));
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
