package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadDetails.ClientUse;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the machine of a client uses now, ready to print. */
record ClientUsePage(
    String id,
    String name,
    String url,
    Gauge memory,
    Gauge cpu,
    List<Gauge> disks,
    String up,
    Moment at) {

  private static final int DISKS = 12;
  private static final int FULL = 90;

  static ClientUsePage of(Client client, ClientUse use, Clock clock) {
    return new ClientUsePage(
        client.id(),
        ClientsPage.nameOf(client),
        NomadLinks.client(client.id()),
        Gauge.of(
            "Memory",
            use.memoryTotal() == 0
                ? 0
                : 100.0 * (double) use.memoryUsed() / (double) use.memoryTotal(),
            ByteSize.of((double) use.memoryUsed())
                + " of "
                + ByteSize.of((double) use.memoryTotal())),
        Gauge.of(
            "CPU",
            use.cpuPercent(),
            use.processors() == 1 ? "1 processor" : use.processors() + " processors"),
        use.disks().stream()
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
        Moment.length(Duration.ofSeconds(use.upSeconds())),
        Moment.of(use.at(), clock));
  }

  /**
   * How much of something is used.
   *
   * @param tone {@code bad} for what is nearly full, or null
   */
  record Gauge(String label, int percent, String words, @Nullable String tone, String detail) {

    static Gauge of(String label, double percent, String detail) {
      int whole = Math.toIntExact(Math.round(Math.clamp(percent, 0.0, 100.0)));
      return new Gauge(label, whole, whole + " %", whole >= FULL ? "bad" : null, detail);
    }
  }
}
