package dev.signalbox.velero.health;

import dev.signalbox.velero.BackupRepository;
import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.ServerStatus;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroServer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read of Velero.
 *
 * @param namespace namespace in which Velero is expected
 * @param server null if there is no Deployment, or it can't be read
 * @param status the newest response of the server; null if it didn't respond within 10 s
 * @param credentials whether the Secrets of the locations exist
 * @param nodes nodes that run a pod with a volume to save; every one needs a node agent
 */
public record HealthInput(
    String namespace,
    Installations installations,
    ApiAccess api,
    VeleroCapabilities capabilities,
    @Nullable VeleroServer server,
    @Nullable ServerStatus status,
    List<StorageLocation> locations,
    SecretState credentials,
    List<NodeAgent> agents,
    Set<String> nodes,
    List<BackupRepository> repositories,
    Instant now) {

  /**
   * The Velero installations of the cluster.
   *
   * @param namespaces the namespaces with a storage location; null if they can't be listed
   * @param isChosen whether the operator has set the namespace
   */
  public record Installations(@Nullable Set<String> namespaces, boolean isChosen) {}

  /** Access to the API group {@code velero.io}. */
  public enum ApiAccess {
    SERVED,
    NOT_INSTALLED,
    DENIED,
    UNKNOWN
  }

  /** State of a Secret. */
  public enum SecretState {
    PRESENT,
    MISSING,
    /** It can't be read. */
    UNKNOWN
  }
}
