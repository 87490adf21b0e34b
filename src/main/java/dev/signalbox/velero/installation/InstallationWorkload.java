package dev.signalbox.velero.installation;

import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.coverage.PodVolumes;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A Deployment or StatefulSet of the installation.
 *
 * @param replicas desired number of pods
 * @param pods number of pods that exist, also terminating ones
 * @param ready number of ready pods
 */
public record InstallationWorkload(
    Kind kind, ResourceMetadata metadata, int replicas, int pods, int ready) {

  /** Kinds of workloads that can be scaled. */
  public enum Kind {
    DEPLOYMENT("deployments", "Deployment"),
    STATEFUL_SET("statefulsets", "StatefulSet");

    // ResourceKind is immutable but not annotated as such
    @SuppressWarnings("ImmutableEnumChecker")
    private final ResourceKind resource;

    Kind(String plural, String kind) {
      this.resource = ResourceKind.namespaced("apps", "v1", plural, kind);
    }

    public ResourceKind resource() {
      return resource;
    }
  }

  /** Reads a Deployment or StatefulSet ({@code apps/v1}). */
  public static InstallationWorkload read(Kind kind, JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new InstallationWorkload(
        kind,
        ResourceMetadata.read(json),
        json.at("spec", "replicas").node().isNumber() ? (int) json.number("spec", "replicas") : 1,
        (int) json.number("status", "replicas"),
        (int) json.number("status", "readyReplicas"));
  }

  public String name() {
    return metadata.name();
  }

  /** Returns kind and name as kubectl accepts them: {@code statefulset/postgresql}. */
  public String reference() {
    return reference(kind, metadata.name());
  }

  public static String reference(Kind kind, String name) {
    return kind.resource().kind().toLowerCase(Locale.ROOT) + "/" + name;
  }

  /** Returns whether a pod belongs to it, also through a ReplicaSet. */
  public boolean owns(PodVolumes pod) {
    // a Deployment appends the hash of the template to the name of its ReplicaSet
    return pod.ownerKind().equals(kind.resource().kind())
        ? pod.ownerName().equals(name())
        : kind == Kind.DEPLOYMENT
            && pod.ownerKind().equals("ReplicaSet")
            && pod.ownerName().replaceFirst("-[a-z0-9]+$", "").equals(name());
  }

  /** Returns whether as many pods are ready as desired. */
  public boolean isReady() {
    return ready >= replicas;
  }
}
