package dev.signalbox.snapshots.schedules;

import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.state.VeleroInventory;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The time zone of the Velero server: its environment variable TZ, otherwise UTC. */
final class ServerZone {

  private ServerZone() {}

  static ZoneId of(VeleroInventory inventory) {
    @Nullable VeleroServer server = inventory.server();
    try {
      return server == null || server.timeZone().isEmpty()
          ? ZoneOffset.UTC
          : ZoneId.of(server.timeZone());
    } catch (DateTimeException e) {
      // Go uses UTC for an unknown zone, too
      return ZoneOffset.UTC;
    }
  }
}
