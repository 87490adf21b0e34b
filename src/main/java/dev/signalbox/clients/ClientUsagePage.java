package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadQueries.HostStats;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** View model of the host usage of a client: memory, CPU and up to {@value #DISKS} disks. */
record ClientUsagePage(
    String id,
    String name,
    String url,
    Gauge memory,
    Gauge cpu,
    List<Gauge> disks,
    String up,
    TimestampView at) {

  private static final int DISKS = 12;
  private static final int FULL = 90;

  static ClientUsagePage of(Client client, HostStats stats, Clock clock) {
    return new ClientUsagePage(
        client.id(),
        ClientsPage.nameOf(client),
        NomadLinks.client(client.id()),
        Gauge.of(
            "Memory",
            stats.memoryTotal() == 0
                ? 0
                : 100.0 * (double) stats.memoryUsed() / (double) stats.memoryTotal(),
            ByteSize.of((double) stats.memoryUsed())
                + " of "
                + ByteSize.of((double) stats.memoryTotal())),
        Gauge.of(
            "CPU",
            stats.cpuPercent(),
            stats.processors() == 1 ? "1 processor" : stats.processors() + " processors"),
        stats.disks().stream()
            .limit(DISKS)
            .map(
                disk ->
                    Gauge.of(
                        disk.mount(),
                        disk.usedPercent(),
                        ByteSize.of((double) disk.used())
                            + " of "
                            + ByteSize.of((double) disk.size())
                            + " on "
                            + disk.device()))
            .toList(),
        TimestampView.formatDuration(Duration.ofSeconds(stats.upSeconds())),
        TimestampView.of(stats.at(), clock));
  }

  /**
   * Usage of one resource.
   *
   * @param tone {@code bad} from {@value ClientUsagePage#FULL} percent, else null
   */
  record Gauge(String label, int percent, String text, @Nullable String tone, String detail) {

    static Gauge of(String label, double percent, String detail) {
      int whole = Math.toIntExact(Math.round(Math.clamp(percent, 0.0, 100.0)));
      return new Gauge(label, whole, whole + "%", whole >= FULL ? "bad" : null, detail);
    }
  }
}
