package dev.signalbox.kubernetes;

import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.remote.Observed;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which kinds and fields the API server serves, so that decisions depend on capabilities instead of
 * versions. Read in the background once a minute while it is asked for; if that fails, what was
 * read last stays known. No method blocks or calls the API server; the first answer is unknown.
 */
public interface ApiDiscovery {

  /**
   * Returns the plurals of the resources of a group and version; none if the group is not served.
   *
   * @param apiVersion such as {@code velero.io/v1}
   */
  Observed<Set<String>> resources(String apiVersion);

  /** Returns whether a kind is served. */
  Availability isServed(ResourceKind kind);

  /**
   * Returns whether the schema of a kind has a field. The schema is read from the CRD, or from the
   * OpenAPI document if that is denied.
   *
   * @param path the path of the field, such as {@code spec.snapshotMoveData}
   */
  Availability hasField(ResourceKind kind, String path);

  /**
   * Returns why capabilities or permissions in use can't be read again, for the oldest of them;
   * empty if they are current.
   */
  Optional<Outdated> outdated();

  /**
   * What is known may have changed since.
   *
   * @param readAt when it was last read
   */
  record Outdated(Failure failure, Instant readAt) {}

  /** Whether the API server has something. */
  enum Availability {
    AVAILABLE,
    UNAVAILABLE,
    /** Not read yet, denied, or without a schema. */
    UNKNOWN
  }
}
