package dev.signalbox.velero.health;

/**
 * Result of one check.
 *
 * @param finding full sentences
 * @param remedy full sentences; empty if nothing has to be done
 * @param command a command that shows or corrects the cause; empty for none
 */
public record HealthCheck(
    Subject subject, Level level, String finding, String remedy, String command) {

  /** What is checked, in the order in which the parts depend on each other. */
  public enum Subject {
    /** The custom resources of Velero. */
    API,
    /** Which of the Velero installations of the cluster to use. */
    NAMESPACE,
    SERVER,
    /** Whether the server responds to a request. */
    RESPONSE,
    STORAGE_LOCATION,
    PLUGIN,
    CREDENTIALS,
    NODE_AGENTS,
    REPOSITORIES
  }

  /** Severity of the finding. */
  public enum Level {
    OK,
    WARNING,
    ERROR,
    /** Not checked, because another part is missing or the permission is denied. */
    UNKNOWN
  }

  static HealthCheck ok(Subject subject, String finding) {
    return new HealthCheck(subject, Level.OK, finding, "", "");
  }

  static HealthCheck unknown(Subject subject, String finding) {
    return new HealthCheck(subject, Level.UNKNOWN, finding, "", "");
  }
}
