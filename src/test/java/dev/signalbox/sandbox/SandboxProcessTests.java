package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.TestProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes in processes of their own. */
@Tag("integration")
class SandboxProcessTests {

  /** Of a process that SIGTERM has ended. */
  private static final int TERMINATED = 143;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  private final List<Sandbox> started = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Sandbox sandbox : started) {
      sandbox.process().destroy();
    }
    for (Sandbox sandbox : started) {
      if (!sandbox.process().waitFor(60, TimeUnit.SECONDS)) {
        sandbox.process().destroyForcibly();
      }
    }
  }

  @Test
  void twoRunOnOneMachineAndEachEndsSoonAfterSigterm() throws Exception {
    Sandbox one = start("one");
    Sandbox other = start("other");

    for (Sandbox sandbox : List.of(one, other)) {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(200))
          .failFast("the sandbox has ended", () -> !sandbox.process().isAlive())
          .until(() -> sandbox.status() == 200);
      assertThat(sandbox.log()).content().contains("Console                 " + sandbox.address());
    }

    long signaled = System.nanoTime();
    one.process().destroy();
    assertThat(one.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    Duration taken = Duration.ofNanos(System.nanoTime() - signaled);

    assertThat(one.process().exitValue()).isEqualTo(TERMINATED);
    assertThat(one.log()).content().contains("Graceful shutdown complete");
    // of which the graceful end of requests takes 4 s at most
    assertThat(taken).isLessThan(Duration.ofSeconds(10));
    assertThat(other.status()).isEqualTo(200);
  }

  /** Starts a sandbox with the variables that CONTRIBUTING.md names. */
  private Sandbox start(String name) throws IOException {
    Path log = folder.resolve(name + ".log");
    Iterator<Integer> ports = freePorts(6).iterator();
    int console = ports.next();
    List<String> command = TestProcess.java("-Xmx512m");
    command.add(SandboxApplication.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(variable -> variable.matches("(SIGNALBOX|SPRING|NOMAD)_.*|KUBECONFIG"));
    builder.environment().put("SERVER_PORT", Integer.toString(console));
    for (String variable :
        List.of(
            "MANAGEMENT_SERVER_PORT",
            "SANDBOX_GITHUB_PORT",
            "SANDBOX_NOMAD_PORT",
            "SANDBOX_KUBERNETES_PORT",
            "SANDBOX_S3_PORT")) {
      builder.environment().put(variable, Integer.toString(ports.next()));
    }
    builder.environment().put("SANDBOX_FOLDER", folder.resolve(name).toString());
    Sandbox sandbox = new Sandbox(builder.start(), log, "http://localhost:" + console);
    started.add(sandbox);
    return sandbox;
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private record Sandbox(Process process, Path log, String address) {

    /** Returns the status of the sign-in page, or 0 without a connection. */
    int status() throws IOException, InterruptedException {
      try {
        return CLIENT
            .send(
                HttpRequest.newBuilder(URI.create(address + "/sign-in"))
                    .timeout(Duration.ofSeconds(30))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
      } catch (ConnectException e) {
        return 0;
      }
    }
  }
}
