package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.InstalledCommands;
import dev.signalbox.testing.RequiresCommand;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends the manifests to the API server of KUBECONFIG as a dry run, in a namespace that the test
 * creates and removes. The namespace warns of pods that are not restricted.
 */
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@RequiresCommand(value = "kubectl", debianPackage = "kubernetes-client")
@Tag("integration")
class KubernetesDryRunTests {

  /** The first minor version of Kubernetes 1 with PodDisruptionBudgets in policy/v1. */
  private static final int CURRENT = 21;

  private final String namespace =
      "signalbox-dry-run-" + UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient admin = new KubernetesClientBuilder().build();

  @TempDir Path folder;

  @BeforeEach
  void createNamespace() {
    admin
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/warn", "restricted")
                .endMetadata()
                .build())
        .create();
  }

  @AfterEach
  void deleteNamespace() {
    admin.namespaces().withName(namespace).delete();
    admin.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "trial"})
  void theServerAcceptsTheOverlayWithoutWarnings(String overlay)
      throws IOException, InterruptedException {
    boolean old = minorVersion() < CURRENT;
    String name = old && overlay.equals("production") ? "kubernetes-1.16" : overlay;
    String manifest =
        new Kustomization(Kustomization.ROOT.resolve(Path.of("overlays", name)))
            .text()
            .replaceAll("namespace: (circleci-server|velero)\\b", "namespace: " + namespace);
    Path file = Files.writeString(folder.resolve("manifest.yaml"), manifest);

    String output = apply(file);

    assertThat(output).doesNotContain("would violate PodSecurity", "deprecated", "unknown field");
    assertThat(output.lines())
        .filteredOn(line -> line.contains("dry run"))
        .hasSameSizeAs(Kustomization.parse(manifest));
  }

  private int minorVersion() {
    // such as 21+ at some cloud providers
    return Integer.parseInt(admin.getKubernetesVersion().getMinor().replaceAll("\\D.*", ""));
  }

  private static String apply(Path file) throws IOException, InterruptedException {
    String kubectl = InstalledCommands.find("kubectl").orElseThrow().toString();
    Process process =
        new ProcessBuilder(kubectl, "apply", "--dry-run=server", "--filename", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
