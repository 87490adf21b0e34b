package dev.signalbox.restores;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.installation.InstallationCaches;
import dev.signalbox.velero.installation.InstallationService;
import dev.signalbox.velero.installation.InstallationWorkload;
import dev.signalbox.velero.state.VeleroState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The objects of Signalbox itself in the namespace of the installation: those with the label {@code
 * app.kubernetes.io/name: signalbox}, and the pods behind the service that its database is reached
 * through. A restore must not delete them.
 */
@Component
class ConsoleObjects {

  private static final String APP_NAME = "app.kubernetes.io/name";

  /** Namespace of the pod that this instance runs in. */
  private static final Path OWN_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

  private static final Pattern DATABASE_HOST =
      Pattern.compile("jdbc:postgresql://(?<service>[^:/.,?]+)(?:\\.(?<namespace>[^:/.,?]+))?.*");

  private final InstallationCaches installation;
  private final VeleroState velero;
  private final ClusterConnection cluster;
  private final String databaseUrl;

  ConsoleObjects(
      InstallationCaches installation,
      VeleroState velero,
      ClusterConnection cluster,
      @Value("${spring.datasource.url:}") String databaseUrl) {
    this.installation = installation;
    this.velero = velero;
    this.cluster = cluster;
    this.databaseUrl = databaseUrl;
  }

  /** Returns the service of the database if it is in the namespace of the installation. */
  Optional<InstallationService> database() {
    String namespace = cluster.installationNamespace();
    return databaseService(databaseUrl, namespace, isOwnNamespace(namespace))
        .flatMap(name -> installation.services().get(name));
  }

  /**
   * Returns the name of the service in a namespace that a JDBC URL points at.
   *
   * @param own whether this instance runs in the namespace, so that names without one are in it
   */
  static Optional<String> databaseService(String jdbcUrl, String namespace, boolean own) {
    Matcher url = DATABASE_HOST.matcher(jdbcUrl);
    if (!url.matches()) {
      return Optional.empty();
    }
    return url.group("namespace") == null
        ? Optional.of(url.group("service")).filter(name -> own)
        : Optional.of(url.group("service"))
            .filter(name -> url.group("namespace").equals(namespace));
  }

  private static boolean isOwnNamespace(String namespace) {
    try {
      return Files.isReadable(OWN_NAMESPACE)
          && Files.readString(OWN_NAMESPACE).strip().equals(namespace);
    } catch (IOException e) {
      return false;
    }
  }

  boolean contains(InstallationWorkload workload) {
    return isLabeled(workload.metadata()) || databasePods().stream().anyMatch(workload::owns);
  }

  /** Returns the names of the claims that pods of Signalbox use. */
  Set<String> claims() {
    Set<PodVolumes> database = databasePods();
    return velero.pods().stream()
        .filter(pod -> isLabeled(pod.metadata()) || database.contains(pod))
        .flatMap(pod -> pod.volumes().stream())
        .map(PodVolumes.PodVolume::claim)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<PodVolumes> databasePods() {
    return database()
        .map(
            service ->
                velero.pods().stream()
                    .filter(pod -> service.selects(pod.metadata()))
                    .collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }

  private static boolean isLabeled(ResourceMetadata object) {
    return object.label(APP_NAME).equals(SignalboxLabels.APP_NAME);
  }
}
