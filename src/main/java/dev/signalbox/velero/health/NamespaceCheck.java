package dev.signalbox.velero.health;

import dev.signalbox.velero.health.HealthCheck.Level;
import dev.signalbox.velero.health.HealthCheck.Subject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that the operator has chosen a Velero if the cluster has more than one. */
final class NamespaceCheck {

  private static final int MAX_NAMESPACES = 5;
  private static final String VARIABLE = "SIGNALBOX_VELERO_NAMESPACE";

  private NamespaceCheck() {}

  static HealthCheck of(HealthInput parts) {
    @Nullable Set<String> namespaces = parts.installations().namespaces();
    String used = parts.namespace();
    if (namespaces == null) {
      return new HealthCheck(
          Subject.NAMESPACE,
          Level.UNKNOWN,
          "It is unknown whether the cluster has a Velero outside the namespace " + used + ".",
          "It is only checked with the permission to list storage locations in the whole cluster.",
          "kubectl auth can-i list backupstoragelocations.velero.io --all-namespaces");
    }
    List<String> others =
        namespaces.stream().filter(namespace -> !namespace.equals(used)).sorted().toList();
    if (others.isEmpty()) {
      return HealthCheck.ok(
          Subject.NAMESPACE, "The cluster has no Velero in another namespace than " + used + ".");
    }
    if (!parts.installations().isChosen()) {
      return error(
          namespaces.contains(used)
              ? "The cluster has more than one Velero: in " + used + ", " + listed(others) + "."
              : "The cluster has a Velero in " + listed(others) + ", but none in " + used + ".",
          "Set " + VARIABLE + " to the namespace of the one that saves this installation.");
    }
    return namespaces.contains(used)
        ? HealthCheck.ok(
            Subject.NAMESPACE,
            "Signalbox uses the Velero in %s, as set in %s. The cluster has another one in %s."
                .formatted(used, VARIABLE, listed(others)))
        : error(
            "The cluster has a Velero in %s, but none in %s, which is set in %s."
                .formatted(listed(others), used, VARIABLE),
            "Correct " + VARIABLE + ", or create a storage location in " + used + ".");
  }

  private static HealthCheck error(String finding, String remedy) {
    return new HealthCheck(
        Subject.NAMESPACE,
        Level.ERROR,
        finding,
        remedy,
        "kubectl get backupstoragelocations.velero.io --all-namespaces");
  }

  private static String listed(List<String> namespaces) {
    int shown = Math.min(MAX_NAMESPACES, namespaces.size());
    return String.join(", ", namespaces.subList(0, shown))
        + (namespaces.size() > shown ? " and " + (namespaces.size() - shown) + " more" : "");
  }
}
