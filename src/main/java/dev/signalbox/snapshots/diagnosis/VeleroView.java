package dev.signalbox.snapshots.diagnosis;

import dev.signalbox.snapshots.diagnosis.StuckCause.LocationUnusable;
import dev.signalbox.snapshots.diagnosis.StuckCause.LocationUnusable.Problem;
import dev.signalbox.snapshots.diagnosis.StuckCause.ServerDown;
import dev.signalbox.snapshots.diagnosis.StuckCause.ServerRestarted;
import dev.signalbox.snapshots.velero.NodeAgent;
import dev.signalbox.snapshots.velero.StorageLocation;
import dev.signalbox.snapshots.velero.VeleroCapabilities;
import dev.signalbox.snapshots.velero.VeleroServer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of Velero at one instant.
 *
 * @param server null if its Deployment can't be read
 */
public record VeleroView(
    VeleroCapabilities capabilities,
    @Nullable VeleroServer server,
    List<NodeAgent> agents,
    List<StorageLocation> locations,
    Instant now) {

  String namespace() {
    return server == null ? "velero" : server.namespace();
  }

  @Nullable ServerDown serverDown() {
    return server == null || server.isAvailable()
        ? null
        : new ServerDown(server.namespace(), server.podReason());
  }

  @Nullable ServerRestarted restartedSince(@Nullable Instant start) {
    return server != null
            && start != null
            && server.lastRestartAt() != null
            && server.lastRestartAt().isAfter(start)
        ? new ServerRestarted(server.lastRestartAt(), server.outOfMemory())
        : null;
  }

  /** Returns the problem of a location, or null; without a name, nothing is known. */
  @Nullable LocationUnusable unusable(String name, boolean forWriting) {
    if (name.isEmpty()) {
      return null;
    }
    @Nullable StorageLocation location =
        locations.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    if (location == null) {
      return new LocationUnusable(name, Problem.MISSING, "");
    }
    if (location.phase() == StorageLocation.LocationPhase.UNAVAILABLE) {
      return new LocationUnusable(name, Problem.UNAVAILABLE, location.message());
    }
    return forWriting && location.readOnly()
        ? new LocationUnusable(name, Problem.READ_ONLY, "")
        : null;
  }
}
