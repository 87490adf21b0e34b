package dev.signalbox.overview;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.installation.InstallationCaches;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Finds the last backup of the console's own database, if it runs in the cluster: a snapshot of its
 * namespace. Backups of a database outside the cluster are unknown to the console.
 */
@Component
class DatabaseBackup {

  /** Kubernetes writes the namespace of the pod to this file. */
  private static final Path POD_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

  private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^/:,?]+)[:/?].*");

  /** The DNS name of a Service: its name, and the namespace if it is another one. */
  private static final Pattern SERVICE =
      Pattern.compile(
          "(?<name>[a-z0-9-]+)(?:\\.(?<namespace>[a-z0-9-]+)(?<suffix>\\.svc(?:\\.cluster\\.local)?)?)?");

  private final VeleroState velero;
  private final InstallationCaches installation;
  private final String jdbcUrl;
  private final Optional<String> podNamespace = readPodNamespace();

  DatabaseBackup(
      VeleroState velero, InstallationCaches installation, JdbcConnectionDetails database) {
    this.velero = velero;
    this.installation = installation;
    this.jdbcUrl = database.getJdbcUrl();
  }

  /** Returns the newest complete snapshot of the database, or empty if none is known. */
  Optional<Backup> last() {
    VeleroInventory inventory = velero.inventory();
    return namespace()
        .flatMap(
            name ->
                inventory.backups().stream()
                    .filter(backup -> backup.state() == SnapshotState.COMPLETED)
                    .filter(backup -> !inventory.isIncomplete(backup))
                    .filter(backup -> !backup.isExpired(inventory.takenAt()))
                    .filter(backup -> backup.sortTime() != null)
                    .filter(backup -> backup.spec().coversNamespace(name))
                    .filter(backup -> backup.spec().labelSelectors().isEmpty())
                    .findFirst());
  }

  /** Returns whether the database runs in the cluster of the console. */
  boolean isInCluster() {
    return namespace().isPresent();
  }

  private Optional<String> namespace() {
    return namespace(jdbcUrl, podNamespace, this::isService);
  }

  /** Knows the Services of the CI server's namespace only. */
  private boolean isService(String name, String namespace) {
    return installation
        .services()
        .get(name)
        .filter(service -> service.metadata().namespace().equals(namespace))
        .isPresent();
  }

  /**
   * Returns the namespace of the database, or empty if its host is no Service of the cluster.
   *
   * @param podNamespace the namespace of the console, or empty if it runs outside a cluster
   * @param isService whether a Service of a name exists in a namespace; a host such as {@code
   *     db.corp} may be outside the cluster otherwise
   */
  static Optional<String> namespace(
      String jdbcUrl, Optional<String> podNamespace, BiPredicate<String, String> isService) {
    Matcher url = URL.matcher(jdbcUrl);
    if (podNamespace.isEmpty() || !url.matches() || url.group(1).equals("localhost")) {
      return Optional.empty();
    }
    Matcher service = SERVICE.matcher(url.group(1));
    // an IP address does not show where the database runs
    if (!service.matches() || url.group(1).matches("[0-9.]+")) {
      return Optional.empty();
    }
    @Nullable String named = service.group("namespace");
    return named == null
        ? podNamespace
        : Optional.of(named)
            .filter(
                other ->
                    service.group("suffix") != null
                        || other.equals(podNamespace.get())
                        || isService.test(service.group("name"), other));
  }

  private static Optional<String> readPodNamespace() {
    try {
      return Files.exists(POD_NAMESPACE)
          ? Optional.of(Files.readString(POD_NAMESPACE).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
