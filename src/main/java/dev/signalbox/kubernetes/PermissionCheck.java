package dev.signalbox.kubernetes;

/**
 * What the service account of the console may do. Permissions are read in the background and are at
 * most 60 s old while they are used. If they can't be read, the last ones stay known; {@link
 * ApiDiscovery#outdated} says why.
 */
public interface PermissionCheck {

  /**
   * Returns whether an operation is allowed. Never blocks or calls the API server; the first answer
   * for a namespace is {@link Permission.Unknown}.
   */
  Permission check(ResourceAccess access);
}
