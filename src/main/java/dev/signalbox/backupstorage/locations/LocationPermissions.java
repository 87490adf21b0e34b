package dev.signalbox.backupstorage.locations;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.Permission;
import dev.signalbox.kubernetes.PermissionCheck;
import dev.signalbox.kubernetes.ResourceAccess;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the user and the service account may do with storage locations. Each method returns why
 * something is disabled, or null.
 */
@Component
class LocationPermissions {

  private static final ResourceKind SECRETS =
      ResourceKind.namespaced("", "v1", "secrets", "Secret");

  private final ClusterConnection cluster;
  private final PermissionCheck permissions;
  private final CurrentUserProvider users;

  LocationPermissions(
      ClusterConnection cluster, PermissionCheck permissions, CurrentUserProvider users) {
    this.cluster = cluster;
    this.permissions = permissions;
    this.users = users;
  }

  /** Returns why the user may not use a verb on locations. */
  @Nullable String location(String verb) {
    return first(
        users.currentUser().map(CurrentUser::readOnlyReason).orElse(null),
        denied(verb, VeleroResource.BACKUP_STORAGE_LOCATION.kind()));
  }

  /** Returns why no credentials can be written. */
  @Nullable String credentials() {
    return first(denied("create", SECRETS), denied("patch", SECRETS));
  }

  private @Nullable String denied(String verb, ResourceKind kind) {
    return permissions.check(ResourceAccess.of(verb, kind, cluster.veleroNamespace()))
            instanceof Permission.Denied denied
        ? denied.reason()
        : null;
  }

  static @Nullable String first(@Nullable String... reasons) {
    return Stream.of(reasons).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
