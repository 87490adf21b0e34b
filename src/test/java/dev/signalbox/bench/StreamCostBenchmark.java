package dev.signalbox.bench;

import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Live heap per open event stream. {@code mvn test -Dtest=StreamCostBenchmark} */
class StreamCostBenchmark {

  private static final int PEOPLE = 100;
  private static final int TABS = 5;

  @Test
  void heapOf500Streams() throws IOException {
    try (RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of())) {
      console.reset();
      ConcurrentAdmins admins = new ConcurrentAdmins(console, PEOPLE);
      List<Socket> open = new ArrayList<>();
      // the first streams load classes and fill pools
      for (HttpBrowser admin : admins.admins()) {
        open.add(listen(console, admin));
      }
      awaitStreams(console, PEOPLE);
      long before = liveHeap();

      for (int tab = 1; tab < TABS; tab++) {
        for (HttpBrowser admin : admins.admins()) {
          open.add(listen(console, admin));
        }
      }
      awaitStreams(console, PEOPLE * TABS);
      long more = liveHeap() - before;

      BenchmarkReport report =
          new BenchmarkReport("| open streams | live heap MB | increase MB | kB per stream |");
      report.line(
          String.format(
              Locale.ROOT,
              "| %d | %.1f | %.1f | %.1f |",
              PEOPLE * TABS,
              (before + more) / 1e6,
              more / 1e6,
              more / 1e3 / (PEOPLE * (TABS - 1))));
      report.publish("stream-cost");
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /** Uses a plain socket, so that the client uses little heap. */
  private static Socket listen(RunningConsole console, HttpBrowser admin) throws IOException {
    Socket socket = new Socket(console.address().getHost(), console.address().getPort());
    String request =
        "GET /events HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nCookie: %s\r\n\r\n"
            .formatted(console.address().getAuthority(), admin.cookieHeader());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static void awaitStreams(RunningConsole console, int count) {
    MeterRegistry meters = console.bean(MeterRegistry.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> meters.get("signalbox.live.streams").gauge().value() == count);
  }

  private static long liveHeap() {
    long used = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      ManagementFactory.getMemoryMXBean().gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
