package dev.signalbox.sandbox.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The resources that the API server serves now: the built-in ones and those of installed CRDs. */
final class ServedResources {

  static final String CRDS = "customresourcedefinitions.apiextensions.k8s.io";

  private static final List<ServedResource> BUILT_IN =
      List.of(
          ServedResource.builtIn("v1", "namespaces", "Namespace", false),
          ServedResource.builtIn("v1", "nodes", "Node", false),
          ServedResource.builtIn("v1", "persistentvolumes", "PersistentVolume", false),
          ServedResource.builtIn("v1", "pods", "Pod", true),
          ServedResource.builtIn("v1", "services", "Service", true),
          ServedResource.builtIn("v1", "endpoints", "Endpoints", true),
          ServedResource.builtIn("v1", "secrets", "Secret", true),
          ServedResource.builtIn("v1", "configmaps", "ConfigMap", true),
          ServedResource.builtIn("v1", "events", "Event", true),
          ServedResource.builtIn("v1", "serviceaccounts", "ServiceAccount", true),
          ServedResource.builtIn("v1", "persistentvolumeclaims", "PersistentVolumeClaim", true),
          ServedResource.builtIn("v1", "resourcequotas", "ResourceQuota", true),
          ServedResource.builtIn("v1", "limitranges", "LimitRange", true),
          ServedResource.builtIn("apps/v1", "deployments", "Deployment", true),
          ServedResource.builtIn("apps/v1", "statefulsets", "StatefulSet", true),
          ServedResource.builtIn("apps/v1", "daemonsets", "DaemonSet", true),
          ServedResource.builtIn("apps/v1", "replicasets", "ReplicaSet", true),
          ServedResource.builtIn("apps/v1", "controllerrevisions", "ControllerRevision", true),
          ServedResource.builtIn("batch/v1", "jobs", "Job", true),
          ServedResource.builtIn("batch/v1", "cronjobs", "CronJob", true),
          ServedResource.builtIn("events.k8s.io/v1", "events", "Event", true),
          ServedResource.builtIn("networking.k8s.io/v1", "ingresses", "Ingress", true),
          ServedResource.builtIn("networking.k8s.io/v1", "networkpolicies", "NetworkPolicy", true),
          ServedResource.builtIn("policy/v1", "poddisruptionbudgets", "PodDisruptionBudget", true),
          ServedResource.builtIn("rbac.authorization.k8s.io/v1", "roles", "Role", true),
          ServedResource.builtIn(
              "rbac.authorization.k8s.io/v1", "rolebindings", "RoleBinding", true),
          ServedResource.builtIn("coordination.k8s.io/v1", "leases", "Lease", true),
          ServedResource.builtIn("storage.k8s.io/v1", "storageclasses", "StorageClass", false),
          ServedResource.builtIn(
              "storage.k8s.io/v1", "csistoragecapacities", "CSIStorageCapacity", true),
          ServedResource.builtIn(
              "storage.k8s.io/v1", "volumeattachments", "VolumeAttachment", false),
          ServedResource.builtIn(
              "apiextensions.k8s.io/v1",
              "customresourcedefinitions",
              "CustomResourceDefinition",
              false));

  private final Map<String, ServedResource> byName = new ConcurrentSkipListMap<>();

  ServedResources() {
    reset();
  }

  void reset() {
    byName.clear();
    BUILT_IN.forEach(this::add);
  }

  void add(ServedResource resource) {
    byName.put(resource.name(), resource);
  }

  void remove(String name) {
    byName.remove(name);
  }

  List<ServedResource> all() {
    return List.copyOf(byName.values());
  }

  /** Finds a resource by its full name, such as {@code backups.velero.io}. */
  Optional<ServedResource> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<ServedResource> find(String group, String version, String plural) {
    return named(group.isEmpty() ? plural : plural + "." + group)
        .filter(one -> one.version().equals(version));
  }

  Optional<ServedResource> ofKind(String apiVersion, String kind) {
    return byName.values().stream()
        .filter(one -> one.apiVersion().equals(apiVersion) && one.kind().equals(kind))
        .findFirst();
  }
}
