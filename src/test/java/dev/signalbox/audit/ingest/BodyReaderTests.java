package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests clients that send their body slowly, over HTTP. */
@Tag("integration")
class BodyReaderTests {

  private static final String EVENTS = "/api/v1/audit-events";
  private static final int SLOW_CLIENTS = 12;

  private final RunningConsole console = RunningConsole.shared();
  private final HttpApiClient script = HttpApiClient.forAdmin(console, "audit_ingest");

  @Test
  void storesEventsWhileOthersSendTheirsSlowly() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        slow.add(begin(50_000, event(100 + i)));
      }

      HttpResponse<String> response = script.send("POST", EVENTS, bytes(event(1) + event(2)));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.body()).contains("\"stored\":2");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void rejectsABodyThatArrivesTooSlowly() throws IOException {
    try (Socket socket = begin(50_000, event(1))) {
      await()
          .until(
              () -> {
                TestInstallation.clock().advance(Duration.ofMinutes(1));
                socket.getOutputStream().write('\n');
                return socket.getInputStream().available() > 0;
              });

      byte[] start = socket.getInputStream().readNBytes(12);

      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
    }
  }

  /** Sends the headers and the first bytes of a body. */
  private Socket begin(int length, String start) throws IOException {
    Socket socket = new Socket(console.address().getHost(), console.address().getPort());
    socket.setSoTimeout(15_000);
    String headers =
        script.call("POST", EVENTS, new byte[0]).headers().map().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue().getFirst() + "\r\n")
            .collect(Collectors.joining());
    socket
        .getOutputStream()
        .write(
            bytes(
                "POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n%s"
                    .formatted(EVENTS, headers, length, start)));
    return socket;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String event(int n) {
    return ("{\"action\":\"deploy.started\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
            + "\"target\":{\"id\":\"7\",\"type\":\"pod\"},"
            + "\"occurred_at\":\"2025-10-12T13:50:54.474Z\","
            + "\"id\":\"00000000-0000-4000-8000-%012d\",\"success\":true}\n")
        .formatted(n);
  }
}
