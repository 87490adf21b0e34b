package dev.signalbox.snapshots.request;

import dev.signalbox.snapshots.velero.SignalboxLabels;
import java.util.HashMap;
import java.util.Map;

/**
 * Who requested a resource and why, kept in its annotations. Empty values are left out.
 *
 * @param requestId UUID; also a label, to find the resource if the response to its creation is lost
 * @param login login of the user
 * @param clusterId UID of the namespace kube-system
 */
public record RequestOrigin(
    String requestId,
    String login,
    String reason,
    String appVersion,
    String configRevision,
    String clusterId) {

  Map<String, String> annotations() {
    return Map.of(
        SignalboxLabels.REQUESTED_BY, login,
        SignalboxLabels.REASON, reason,
        SignalboxLabels.APP_VERSION, appVersion,
        SignalboxLabels.CONFIG_REVISION, configRevision,
        SignalboxLabels.CLUSTER_ID, clusterId);
  }

  Map<String, String> labels(Map<String, String> others) {
    Map<String, String> labels = new HashMap<>(others);
    labels.put(SignalboxLabels.REQUEST_ID, requestId);
    return labels;
  }
}
