package dev.signalbox.kubernetes;

/**
 * What the service account of the console may do. Permissions are read in the background and are at
 * most 60 s old while they are asked for.
 */
public interface PermissionCheck {

  /**
   * Returns whether an operation is allowed. Never blocks or calls the API server; the first answer
   * for a namespace is {@link Permission.Unknown}.
   */
  Permission check(ResourceAccess access);
}
