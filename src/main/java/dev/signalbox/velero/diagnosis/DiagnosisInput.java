package dev.signalbox.velero.diagnosis;

import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.diagnosis.StuckCause.LocationUnusable;
import dev.signalbox.velero.diagnosis.StuckCause.LocationUnusable.Problem;
import dev.signalbox.velero.diagnosis.StuckCause.ServerDown;
import dev.signalbox.velero.diagnosis.StuckCause.ServerRestarted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of Velero at one instant.
 *
 * @param server null if its Deployment can't be read
 */
public record DiagnosisInput(
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
        ? new ServerRestarted(server.namespace(), server.lastRestartAt(), server.outOfMemory())
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
