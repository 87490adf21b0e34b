package dev.signalbox.artifacts.policy;

import dev.signalbox.artifacts.ArtifactsProperties;
import dev.signalbox.artifacts.policy.PolicyConfigMap.StoredConfigMap;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.Permission.Denied;
import dev.signalbox.kubernetes.PermissionCheck;
import dev.signalbox.kubernetes.ResourceAccess;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.kubernetes.ui.KubernetesFreshness;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.StatusLabel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates the panel that compares the ConfigMap with the policy. */
@Component
class ConfigMapPanelFactory {

  private final ResourceCache<StoredConfigMap> configMaps;
  private final ConfigMapComparison comparison;
  private final ClusterConnection cluster;
  private final PermissionCheck permissions;
  private final Clock clock;
  private final String name;

  ConfigMapPanelFactory(
      ResourceCache<StoredConfigMap> configMaps,
      ConfigMapComparison comparison,
      ClusterConnection cluster,
      PermissionCheck permissions,
      ArtifactsProperties settings,
      Clock clock) {
    this.configMaps = configMaps;
    this.comparison = comparison;
    this.cluster = cluster;
    this.permissions = permissions;
    this.clock = clock;
    this.name = settings.configMap();
  }

  ConfigMapPanel create(PolicyRevision revision, CurrentUser user) {
    return switch (comparison.compareWith(revision)) {
      case ConfigMapComparison.Result.Unknown unknown -> panel(null, "", List.of(), null);
      case ConfigMapComparison.Result.UpToDate upToDate ->
          panel(StatusLabel.ok("Up to date"), "", List.of(), null);
      case ConfigMapComparison.Result.Missing missing ->
          panel(
              StatusLabel.warn("Missing"),
              " It doesn't exist.",
              List.of(),
              repair("Write ConfigMap", "create", user));
      case ConfigMapComparison.Result.Different different ->
          panel(
              StatusLabel.bad("Differs from the policy"),
              " It was changed outside Signalbox, or could not be written.",
              different.differences(),
              repair("Repair ConfigMap", "patch", user));
    };
  }

  private ConfigMapPanel panel(
      @Nullable StatusLabel status,
      String state,
      List<String> differences,
      @Nullable ActionButton repair) {
    return new ConfigMapPanel(
        KubernetesFreshness.of(cluster, clock, List.of(configMaps.status()), Optional.empty()),
        status,
        "After each change Signalbox writes the policy to ConfigMap "
            + name
            + " in namespace "
            + cluster.installationNamespace()
            + ", for other front ends that serve artifacts."
            + state,
        differences,
        repair,
        "kubectl --namespace "
            + cluster.installationNamespace()
            + " get configmap "
            + name
            + " --output yaml");
  }

  private ActionButton repair(String label, String verb, CurrentUser user) {
    ResourceAccess access =
        ResourceAccess.of(verb, PolicyConfigMap.KIND, cluster.installationNamespace()).named(name);
    return ActionButton.of(
        label,
        user,
        permissions.check(access) instanceof Denied denied
            ? denied.reason() + " " + access.advice()
            : null);
  }
}
