package dev.signalbox.kubernetes;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * The connection to Kubernetes. Whether the kubeconfig file exists is checked when the connection
 * is used, so that a missing file does not prevent the start.
 *
 * @param kubeconfig kubeconfig file of the cluster that the CI server runs in, as for kubectl.
 *     Default: the service account of the pod; outside a cluster none (Kubernetes pages are
 *     disabled).
 * @param namespace Kubernetes namespace of the CI server. Default: circleci-server.
 * @param chosenVeleroNamespace Kubernetes namespace of Velero. Set it if the cluster has more than
 *     one Velero. Default: velero.
 */
@Validated
@ConfigurationProperties
public record KubernetesProperties(
    @Nullable String kubeconfig,
    @Name("signalbox.kubernetes.namespace")
        @DefaultValue("circleci-server")
        @Pattern(regexp = LABEL, message = INVALID)
        String namespace,
    @Name("signalbox.velero.namespace") @Pattern(regexp = LABEL, message = INVALID)
        @Nullable String chosenVeleroNamespace) {

  /** A DNS label, as the API server requires it for namespaces. */
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

  private static final String INVALID = "is not a valid namespace: ${validatedValue}";

  /** Returns the namespace of Velero. */
  public String veleroNamespace() {
    return chosenVeleroNamespace == null ? "velero" : chosenVeleroNamespace;
  }
}
