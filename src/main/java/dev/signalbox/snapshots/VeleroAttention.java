package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports that Velero can't be read, and that its server is not running. */
@Component
class VeleroAttention implements AttentionSource {

  private static final String EFFECT = "Snapshots are not taken, restored or deleted.";

  private final VeleroState velero;

  VeleroAttention(VeleroState velero) {
    this.velero = velero;
  }

  @Override
  public Section section() {
    return Section.SNAPSHOTS;
  }

  @Override
  public String topic() {
    return VeleroState.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    CacheStatus backups = velero.backupsStatus();
    if (backups.state() == CacheStatus.State.FORBIDDEN) {
      return List.of(denied(backups));
    }
    // without current objects nothing is known about the server
    if (!backups.isLive() || !velero.caches().deployments().status().isLive()) {
      return List.of();
    }
    @Nullable VeleroServer server = velero.inventory().server();
    if (server == null) {
      return List.of(
          item(
              "Missing",
              "Velero has no server",
              "There is no Deployment of Velero in namespace " + velero.veleroNamespace() + ".",
              "Install Velero, or set SIGNALBOX_VELERO_NAMESPACE."));
    }
    return server.isAvailable() ? List.of() : List.of(down(server));
  }

  private static AttentionItem denied(CacheStatus backups) {
    CacheStatus.@Nullable Failure failure = backups.failure();
    return AttentionItem.ofSystem(
        "Denied",
        "Velero can't be read since " + TimestampView.timeOfDay(backups.since()),
        failure == null
            ? "Signalbox has no permission to read " + backups.kind().qualifiedName() + "."
            : "Tried to " + failure.tried() + ". It said: " + failure.response(),
        failure == null
            ? "Grant Signalbox the permissions of k8s/base/rbac.yaml."
            : failure.advice(),
        SnapshotLinks.HEALTH);
  }

  private static AttentionItem down(VeleroServer server) {
    if (server.desiredReplicas() == 0) {
      return item("Down", "Velero is scaled to 0 replicas", "", "Scale its Deployment to 1.");
    }
    String since =
        server.unavailableSince() == null
            ? ""
            : " since " + TimestampView.timeOfDay(server.unavailableSince());
    return item(
        "Down",
        "Velero not running" + since,
        server.podReason().isEmpty() ? "" : "Its pod: " + server.podReason() + ".",
        "Check the events and the log of its pod.");
  }

  private static AttentionItem item(String status, String sentence, String cause, String advice) {
    return AttentionItem.ofSystem(
        status, sentence, (cause + " " + EFFECT).strip(), advice, SnapshotLinks.HEALTH);
  }
}
