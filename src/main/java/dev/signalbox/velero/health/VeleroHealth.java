package dev.signalbox.velero.health;

import static dev.signalbox.velero.health.HealthCheck.ok;
import static dev.signalbox.velero.health.HealthCheck.unknown;

import dev.signalbox.velero.BackupRepository;
import dev.signalbox.velero.BackupRepository.RepositoryPhase;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.StorageLocation.LocationPhase;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.health.HealthCheck.Level;
import dev.signalbox.velero.health.HealthCheck.Subject;
import dev.signalbox.velero.storage.StorageError;
import dev.signalbox.web.ShellQuoting;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Health of Velero.
 *
 * @param checks one for each subject
 */
public record VeleroHealth(List<HealthCheck> checks) {

  /** Checks the parts. Without the API or the server, parts that depend on it are unknown. */
  public static VeleroHealth of(HealthInput parts) {
    HealthCheck api = api(parts);
    if (api.level() != Level.OK) {
      return new VeleroHealth(
          Stream.concat(
                  Stream.of(api),
                  Stream.of(Subject.values())
                      .skip(1)
                      .map(subject -> unknown(subject, "Not checked.")))
              .toList());
    }
    return new VeleroHealth(
        List.of(
            api,
            NamespaceCheck.of(parts),
            server(parts),
            response(parts),
            location(parts),
            plugin(parts),
            credentials(parts),
            NodeAgentCheck.of(parts),
            repositories(parts)));
  }

  public HealthCheck check(Subject subject) {
    return checks.stream().filter(check -> check.subject() == subject).findFirst().orElseThrow();
  }

  private static HealthCheck api(HealthInput parts) {
    return switch (parts.api()) {
      case SERVED -> ok(Subject.API, "Velero's custom resources are installed.");
      case NOT_INSTALLED ->
          new HealthCheck(
              Subject.API,
              Level.ERROR,
              "Velero is not installed: the API group velero.io does not exist.",
              "Install Velero.",
              "kubectl api-resources --api-group velero.io");
      case DENIED ->
          new HealthCheck(
              Subject.API,
              Level.ERROR,
              "Signalbox may not read Velero's custom resources.",
              "Bind the Role of Signalbox in the namespace " + parts.namespace() + ".",
              "kubectl auth can-i list backups.velero.io" + namespace(parts));
      case UNKNOWN -> unknown(Subject.API, "The Kubernetes API server has not responded yet.");
    };
  }

  private static HealthCheck server(HealthInput parts) {
    @Nullable VeleroServer server = parts.server();
    if (server == null) {
      return new HealthCheck(
          Subject.SERVER,
          Level.ERROR,
          "No Deployment of Velero found in the namespace " + parts.namespace() + ".",
          "Install Velero, or set the namespace that it is installed in.",
          "kubectl get deployments --all-namespaces --selector component=velero");
    }
    if (!server.isAvailable()) {
      return new HealthCheck(
          Subject.SERVER,
          Level.ERROR,
          "The server is not running"
              + (server.podReason().isEmpty() ? "." : ": " + server.podReason() + "."),
          "Check its log and events.",
          "kubectl logs %s%s"
              .formatted(ShellQuoting.of("deployment/" + server.deployment()), namespace(parts)));
    }
    return server.outOfMemory()
        ? new HealthCheck(
            Subject.SERVER,
            Level.WARNING,
            "The server was terminated because it ran out of memory.",
            "Raise its memory limit.",
            "kubectl describe %s%s"
                .formatted(ShellQuoting.of("deployment/" + server.deployment()), namespace(parts)))
        : ok(Subject.SERVER, "The server is running.");
  }

  private static HealthCheck response(HealthInput parts) {
    if (parts.server() == null || !parts.server().isAvailable()) {
      return unknown(Subject.RESPONSE, "Not checked.");
    }
    return parts.status() == null
        ? new HealthCheck(
            Subject.RESPONSE,
            Level.WARNING,
            "The server did not respond within 10 s.",
            "Check its log. It may be busy or without permissions.",
            "velero version" + namespace(parts))
        : ok(Subject.RESPONSE, "Velero " + parts.status().version() + " responds.");
  }

  private static HealthCheck location(HealthInput parts) {
    if (parts.locations().isEmpty()) {
      return new HealthCheck(
          Subject.STORAGE_LOCATION,
          Level.ERROR,
          "There is no storage location.",
          "Create one.",
          "velero backup-location get" + namespace(parts));
    }
    List<StorageLocation> usable =
        parts.locations().stream().filter(StorageLocation::acceptsBackups).toList();
    return usable.isEmpty()
        ? unusable(parts, parts.locations().getFirst())
        : ok(Subject.STORAGE_LOCATION, usable.getFirst().name() + " is available.");
  }

  private static HealthCheck unusable(HealthInput parts, StorageLocation first) {
    String command = "velero backup-location get" + namespace(parts);
    if (first.isAvailable()) {
      return new HealthCheck(
          Subject.STORAGE_LOCATION,
          Level.ERROR,
          first.name() + " is read-only.",
          "Set its access mode to ReadWrite.",
          command);
    }
    if (first.phase() == LocationPhase.NEW) {
      return new HealthCheck(
          Subject.STORAGE_LOCATION,
          Level.WARNING,
          first.name() + " has not been validated yet.",
          "Wait a minute.",
          command);
    }
    boolean hasMessage = parts.capabilities().has(VeleroField.LOCATION_MESSAGE);
    return new HealthCheck(
        Subject.STORAGE_LOCATION,
        Level.ERROR,
        "%s is unavailable%s"
            .formatted(first.name(), first.message().isEmpty() ? "." : ": " + first.message()),
        hasMessage
            ? StorageError.of(first.message()).remedy(first, first.message())
            : "Read the error in the log of the server; this version reports none.",
        command);
  }

  private static HealthCheck plugin(HealthInput parts) {
    if (parts.status() == null) {
      return unknown(Subject.PLUGIN, "Not checked.");
    }
    List<String> missing =
        parts.locations().stream()
            .map(StorageLocation::provider)
            .distinct()
            .filter(provider -> !Objects.requireNonNull(parts.status()).hasObjectStore(provider))
            .toList();
    return missing.isEmpty()
        ? ok(Subject.PLUGIN, "The plugins of all storage locations are installed.")
        : new HealthCheck(
            Subject.PLUGIN,
            Level.ERROR,
            "The plugin for " + String.join(", ", missing) + " is not installed.",
            "Add it with velero plugin add IMAGE.",
            "velero plugin get" + namespace(parts));
  }

  private static HealthCheck credentials(HealthInput parts) {
    return switch (parts.credentials()) {
      case PRESENT -> ok(Subject.CREDENTIALS, "The Secret with the credentials exists.");
      case MISSING ->
          new HealthCheck(
              Subject.CREDENTIALS,
              Level.WARNING,
              "The Secret with the credentials does not exist.",
              "Create it, unless Velero uses a role of its service account.",
              "kubectl get secrets" + namespace(parts));
      case UNKNOWN ->
          new HealthCheck(
              Subject.CREDENTIALS,
              Level.UNKNOWN,
              "The Secret can't be read.",
              "Its presence is only checked with the permission to get it.",
              "kubectl auth can-i get secrets" + namespace(parts));
    };
  }

  private static HealthCheck repositories(HealthInput parts) {
    for (BackupRepository repository : parts.repositories()) {
      String name = "The repository of " + repository.volumeNamespace();
      if (repository.phase() == RepositoryPhase.NOT_READY) {
        return new HealthCheck(
            Subject.REPOSITORIES,
            Level.ERROR,
            name + " is not ready: " + repository.message(),
            "Check whether it is locked, and the credentials.",
            "velero repo get" + namespace(parts));
      }
      if (repository.isMaintenanceOverdue(parts.now())) {
        return new HealthCheck(
            Subject.REPOSITORIES,
            Level.WARNING,
            name + " was not maintained for 3 periods; its size grows.",
            "Check the maintenance jobs.",
            "velero repo get" + namespace(parts));
      }
    }
    return ok(Subject.REPOSITORIES, "All repositories are ready.");
  }

  static String namespace(HealthInput parts) {
    return " --namespace " + ShellQuoting.of(parts.namespace());
  }
}
