package dev.signalbox.velero.diagnosis;

import static dev.signalbox.velero.VeleroJson.json;

import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Velero that works at noon of 30 November 2026, until a test changes it. */
final class VeleroFixture {

  static final Instant NOW = at("12:00");

  private VeleroServer server = server(1, "", null, false);
  private List<StorageLocation> locations = List.of(storageLocation("Available", "ReadWrite"));
  private final List<NodeAgent> agents = new ArrayList<>();

  static Instant at(String time) {
    return Instant.parse("2026-11-30T" + time + ":00Z");
  }

  DiagnosisInput view(VeleroCapabilities capabilities) {
    return new DiagnosisInput(capabilities, server, List.copyOf(agents), locations, NOW);
  }

  void serverDown(String reason) {
    server = server(0, reason, null, false);
  }

  void restartedAt(String time, boolean outOfMemory) {
    server = server(1, "", at(time), outOfMemory);
  }

  void location(String phase, String accessMode) {
    locations = List.of(storageLocation(phase, accessMode));
  }

  void noLocation() {
    locations = List.of();
  }

  void agent(String node, boolean ready, String reason) {
    agents.add(new NodeAgent("agent-of-" + node, node, ready, reason));
  }

  private static VeleroServer server(
      int available, String reason, @Nullable Instant restart, boolean outOfMemory) {
    return new VeleroServer(
        "velero",
        "velero",
        "velero/velero:v1.9.7",
        1,
        available,
        reason,
        restart,
        outOfMemory,
        "",
        null);
  }

  private static StorageLocation storageLocation(String phase, String accessMode) {
    return StorageLocation.read(
        json(
            ("{'metadata':{'name':'default'},'spec':{'accessMode':'%s'},"
                    + "'status':{'phase':'%s'}}")
                .formatted(accessMode, phase)));
  }
}
