package dev.signalbox.settings;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of the connection to Kubernetes. Whether the kubeconfig file exists is checked
 * when the connection is used, so that a missing file does not prevent the start.
 */
final class KubernetesReader {

  /** A DNS label, as the API server requires it for namespaces. */
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** A DNS subdomain, as the API server requires it for names. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");

  private static final int MAX_NAME_LENGTH = 253;

  private final Function<EnvironmentVariable, @Nullable String> values;
  private final BiConsumer<EnvironmentVariable, String> violations;

  /**
   * @param values returns the value of a variable, or null
   * @param violations receives each invalid variable with a message
   */
  KubernetesReader(
      Function<EnvironmentVariable, @Nullable String> values,
      BiConsumer<EnvironmentVariable, String> violations) {
    this.values = values;
    this.violations = violations;
  }

  Settings.Kubernetes read() {
    return new Settings.Kubernetes(
        values.apply(EnvironmentVariable.KUBECONFIG),
        Objects.requireNonNullElse(
            namespace(EnvironmentVariable.KUBERNETES_NAMESPACE),
            Settings.Kubernetes.DEFAULT.namespace()),
        namespace(EnvironmentVariable.VELERO_NAMESPACE),
        configMap());
  }

  private String configMap() {
    @Nullable String name = values.apply(EnvironmentVariable.ARTIFACTS_CONFIG_MAP);
    if (name != null && (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches())) {
      violations.accept(
          EnvironmentVariable.ARTIFACTS_CONFIG_MAP, "is not a valid name of a ConfigMap: " + name);
    }
    return name == null ? Settings.Kubernetes.DEFAULT.policyConfigMap() : name;
  }

  private @Nullable String namespace(EnvironmentVariable variable) {
    @Nullable String text = values.apply(variable);
    if (text != null && !NAMESPACE.matcher(text).matches()) {
      violations.accept(variable, "is not a valid namespace: " + text);
    }
    return text;
  }
}
