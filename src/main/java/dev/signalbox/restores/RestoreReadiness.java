package dev.signalbox.restores;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.Permission;
import dev.signalbox.kubernetes.PermissionCheck;
import dev.signalbox.kubernetes.ResourceAccess;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.restores.RestoreCheck.Level;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.coverage.VolumeCoverage;
import dev.signalbox.velero.installation.InstallationCaches;
import dev.signalbox.velero.installation.InstallationWorkload;
import dev.signalbox.velero.state.VeleroCaches;
import dev.signalbox.velero.state.VeleroState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Checks before a restore, from memory. */
@Component
class RestoreReadiness {

  private final VeleroState velero;
  private final InstallationCaches installation;
  private final PermissionCheck permissions;
  private final SafetySnapshot safety;
  private final ConsoleObjects console;
  private final RestoreOperations operations;
  private final ClusterConnection cluster;

  RestoreReadiness(
      VeleroState velero,
      InstallationCaches installation,
      PermissionCheck permissions,
      SafetySnapshot safety,
      ConsoleObjects console,
      RestoreOperations operations,
      ClusterConnection cluster) {
    this.velero = velero;
    this.installation = installation;
    this.permissions = permissions;
    this.safety = safety;
    this.console = console;
    this.operations = operations;
    this.cluster = cluster;
  }

  /** Returns the checks of a restore, in the order in which they are shown. */
  List<RestoreCheck> check(RestoreOrder order, RestorePreview preview) {
    List<RestoreCheck> checks = new ArrayList<>();
    checks.add(data());
    checks.addAll(
        new SnapshotChecks(velero.inventory(), velero.caches(), cluster.server().version())
            .of(order.backup(), cluster.installationNamespace()));
    checks.add(otherRestore());
    checks.add(permissions(order));
    checks.add(safetySnapshot(order, preview));
    contents(order, preview).ifPresent(checks::add);
    database(order.backup()).ifPresent(checks::add);
    return List.copyOf(checks);
  }

  private RestoreCheck data() {
    String title = "Kubernetes data";
    List<CacheStatus> statuses =
        Stream.concat(
                Stream.of(
                    velero.backupsStatus(),
                    velero.caches().restores().status(),
                    velero.caches().claims().status(),
                    velero.caches().pods().status()),
                installation.statuses().stream())
            .toList();
    String reasons =
        statuses.stream()
            .filter(status -> !status.isLoading())
            .map(CacheStatus::staleReason)
            .flatMap(Stream::ofNullable)
            .distinct()
            .collect(Collectors.joining("; "));
    return reasons.isEmpty()
        ? RestoreCheck.loading(Level.WAITING, title, statuses.stream())
            .orElseGet(() -> RestoreCheck.ok(title, "The data of Signalbox is live."))
        : RestoreCheck.blocked(
            title,
            "The list of changes may be wrong: " + reasons + ".",
            "Check the connection to the API server and the permissions to list and watch.");
  }

  private RestoreCheck otherRestore() {
    String title = "Other restores";
    Optional<RestoreOperation> open = operations.findOpen();
    if (open.isPresent()) {
      return RestoreCheck.blocked(
          title,
          "The restore of " + open.get().snapshot() + " has not ended.",
          "Wait until it has ended, or cancel it on the page Restores.");
    }
    return velero.inventory().restores().stream()
        .filter(restore -> restore.state().isActive())
        .findFirst()
        .map(
            restore ->
                RestoreCheck.blocked(
                    title,
                    "The restore " + restore.metadata().name() + " is in progress in Velero.",
                    "Wait until it has ended."))
        .or(
            () ->
                RestoreCheck.loading(
                    Level.WAITING, title, Stream.of(velero.caches().restores().status())))
        .orElseGet(() -> RestoreCheck.ok(title, "No other restore is in progress."));
  }

  private RestoreCheck permissions(RestoreOrder order) {
    String title = "Permissions";
    List<Permission.Denied> denied =
        needed(order).stream()
            .map(permissions::check)
            .filter(Permission.Denied.class::isInstance)
            .map(Permission.Denied.class::cast)
            .toList();
    return denied.isEmpty()
        ? RestoreCheck.ok(title, "No missing permission is known.")
        : RestoreCheck.blocked(
            title,
            denied.stream().map(Permission.Denied::reason).collect(Collectors.joining(" ")),
            denied.stream().map(one -> one.access().advice()).collect(Collectors.joining(" ")));
  }

  private List<ResourceAccess> needed(RestoreOrder order) {
    List<ResourceAccess> needed = new ArrayList<>();
    String veleroNamespace = cluster.veleroNamespace();
    needed.add(ResourceAccess.of("create", VeleroResource.RESTORE.kind(), veleroNamespace));
    if (order.takesSafetySnapshot()) {
      needed.add(ResourceAccess.of("create", VeleroResource.BACKUP.kind(), veleroNamespace));
    }
    if (order.mode() == RestoreMode.REPLACE) {
      String namespace = cluster.installationNamespace();
      Arrays.stream(InstallationWorkload.Kind.values())
          .map(InstallationWorkload.Kind::resource)
          .forEach(
              kind -> {
                needed.add(ResourceAccess.of("patch", kind, namespace));
                needed.add(ResourceAccess.of("delete", kind, namespace));
              });
      needed.add(ResourceAccess.of("delete", VolumeClaim.KIND, namespace));
    }
    return needed;
  }

  private RestoreCheck safetySnapshot(RestoreOrder order, RestorePreview preview) {
    String title = "Safety snapshot";
    if (!order.takesSafetySnapshot()) {
      return RestoreCheck.warning(
          title, "No safety snapshot is taken. This restore can't be undone.", "");
    }
    VeleroCaches caches = velero.caches();
    Stream<CacheStatus> needed =
        Stream.of(caches.storageLocations(), caches.claims(), caches.pods(), caches.veleroPods())
            .map(ResourceCache::status);
    return RestoreCheck.loading(Level.WAITING, title, needed)
        .orElseGet(() -> safetySnapshot(title, preview));
  }

  private RestoreCheck safetySnapshot(String title, RestorePreview preview) {
    Optional<String> location =
        velero
            .inventory()
            .location(safety.location())
            .map(one -> one.acceptsBackups() ? "" : one.name() + " does not accept backups.")
            .or(() -> Optional.of(safety.location() + " does not exist."))
            .filter(problem -> !problem.isEmpty());
    if (location.isPresent()) {
      return RestoreCheck.blocked(
          title,
          "The storage location " + location.get(),
          "Make the location available and writable.");
    }
    Set<String> deleted =
        preview.claims().stream().map(VolumeClaim::name).collect(Collectors.toSet());
    List<VolumeCoverage> missing =
        safety.coverage().notSaved().stream()
            .filter(volume -> deleted.contains(volume.claim().name()))
            .toList();
    if (missing.isEmpty()) {
      return RestoreCheck.ok(
          title, "A full snapshot is taken first. The restore starts only if it is complete.");
    }
    return RestoreCheck.blocked(
        title,
        "It would not contain the data of "
            + missing.stream()
                .map(volume -> volume.claim().name())
                .collect(Collectors.joining(", "))
            + ", which the restore deletes.",
        missing.stream()
            .map(VolumeCoverage::verdict)
            .filter(VolumeCoverage.NotSaved.class::isInstance)
            .map(VolumeCoverage.NotSaved.class::cast)
            .map(one -> one.explanation() + " " + one.remedy())
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  private static Optional<RestoreCheck> contents(RestoreOrder order, RestorePreview preview) {
    String title = "Contents of the snapshot";
    SnapshotContents contents = preview.contents();
    if (contents.isKnown()) {
      return Optional.of(
          preview.kept().stream().anyMatch(RestorePreview.Kept::unexpected)
              ? RestoreCheck.warning(
                  title,
                  "Some volume claims can't be replaced. They keep their current data; see the"
                      + " list below.",
                  "")
              : RestoreCheck.ok(title, "It contains %,d objects.".formatted(contents.size())));
    }
    boolean replace = order.mode() == RestoreMode.REPLACE;
    String consequence =
        replace ? " Without it, Signalbox deletes nothing." : " Restoring doesn't need it.";
    return Optional.of(
        contents.isPending()
            ? new RestoreCheck(
                title,
                replace ? Level.WAITING : Level.LOADING,
                "Waiting for the list of objects from the object storage." + consequence,
                "This takes up to 20 s.")
            : new RestoreCheck(
                title,
                replace ? Level.BLOCKED : Level.WARNING,
                "The list of objects can't be read." + consequence,
                contents.problem()));
  }

  private Optional<RestoreCheck> database(Backup backup) {
    return console
        .database()
        .filter(service -> backup.spec().coversNamespace(cluster.installationNamespace()))
        .map(
            service ->
                RestoreCheck.warning(
                    "Database of Signalbox",
                    "The database of Signalbox is behind the service "
                        + service.name()
                        + " in the restored namespace. Its workload and its volume claims are not"
                        + " replaced.",
                    "If it is lost anyway, the page Restores shows the outcome from Velero."));
  }
}
