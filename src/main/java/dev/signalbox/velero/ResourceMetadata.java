package dev.signalbox.velero;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of a Kubernetes object.
 *
 * @param createdAt creation of the object. For objects that Velero imported from object storage
 *     this is the time of the import.
 * @param deletedAt time of the request to delete the object; it exists until its finalizers ran
 * @param annotations without those that contain a copy of the object
 */
public record ResourceMetadata(
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    @Nullable Instant createdAt,
    @Nullable Instant deletedAt,
    Map<String, String> labels,
    Map<String, String> annotations) {

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  public static ResourceMetadata read(ResourceJson object) {
    ResourceJson metadata = object.at("metadata");
    return new ResourceMetadata(
        metadata.text("namespace"),
        metadata.text("name"),
        metadata.text("uid"),
        metadata.text("resourceVersion"),
        metadata.instant("creationTimestamp"),
        metadata.instant("deletionTimestamp"),
        metadata.textMap("labels"),
        withoutCopy(metadata.textMap("annotations")));
  }

  /** Returns the value of a label, or an empty text. */
  public String label(String key) {
    return labels.getOrDefault(key, "");
  }

  /** Returns the value of an annotation, or an empty text. */
  public String annotation(String key) {
    return annotations.getOrDefault(key, "");
  }

  /** Returns the tool that reverts manual changes of this object, or null. */
  public @Nullable String managedBy() {
    if (label("app.kubernetes.io/managed-by").equals("Helm")) {
      return "Helm";
    }
    if (labels.containsKey("argocd.argoproj.io/instance")
        || annotations.containsKey("argocd.argoproj.io/tracking-id")) {
      return "Argo CD";
    }
    return labels.containsKey("kustomize.toolkit.fluxcd.io/name")
            || labels.containsKey("helm.toolkit.fluxcd.io/name")
        ? "Flux"
        : null;
  }

  private static Map<String, String> withoutCopy(Map<String, String> annotations) {
    if (!annotations.containsKey(LAST_APPLIED)) {
      return annotations;
    }
    Map<String, String> kept = new HashMap<>(annotations);
    kept.remove(LAST_APPLIED);
    return Map.copyOf(kept);
  }
}
