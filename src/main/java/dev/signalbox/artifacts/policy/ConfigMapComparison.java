package dev.signalbox.artifacts.policy;

import dev.signalbox.artifacts.ArtifactsProperties;
import dev.signalbox.artifacts.policy.PolicyConfigMap.StoredConfigMap;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceCache;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares the cached ConfigMap with the policy. Never calls the API server. */
@Component
class ConfigMapComparison {

  private final ResourceCache<StoredConfigMap> configMaps;
  private final PolicyDocument documents;
  private final ClusterConnection cluster;
  private final String name;

  ConfigMapComparison(
      ResourceCache<StoredConfigMap> configMaps,
      PolicyDocument documents,
      ClusterConnection cluster,
      ArtifactsProperties settings) {
    this.configMaps = configMaps;
    this.documents = documents;
    this.cluster = cluster;
    this.name = settings.configMap();
  }

  Result compareWith(PolicyRevision revision) {
    if (cluster.notConfigured().isPresent() || configMaps.status().confirmedAt() == null) {
      return new Result.Unknown();
    }
    Optional<StoredConfigMap> stored = configMaps.get(name);
    if (stored.isEmpty()) {
      return new Result.Missing();
    }
    List<String> differences = documents.differences(stored.get().json(), revision);
    return differences.isEmpty() ? new Result.UpToDate() : new Result.Different(differences);
  }

  sealed interface Result {

    /** Kubernetes is not configured, or was not read yet. */
    record Unknown() implements Result {}

    record Missing() implements Result {}

    record UpToDate() implements Result {}

    /**
     * The ConfigMap contains another policy.
     *
     * @param differences sentences, at least one
     */
    record Different(List<String> differences) implements Result {
      public Different {
        differences = List.copyOf(differences);
      }
    }
  }
}
