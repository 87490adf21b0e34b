package dev.signalbox.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signalbox.github.StubHttpServer.Reply;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.secrets.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to GitHub: proxy and certificate validation. */
@Tag("integration")
class HttpGitHubClientConnectionTests {

  private static final Secret TOKEN = new Secret("gho_16C7e42F292c6912E7710c838347Ae178B4a");
  private static final String PROFILE = "{\"id\":1001,\"login\":\"admin\"}";
  private static final String PASSWORD = "for-a-test";

  @Test
  void usesTheProxy() throws IOException {
    try (StubHttpServer proxy = StubHttpServer.responding(Reply.json(200, PROFILE))) {
      GitHubClient gitHub =
          GitHubClientFixture.at(URI.create("http://github.acme.invalid"))
              .through(proxy.address())
              .gitHub();

      assertThat(gitHub.profile(TOKEN).login()).isEqualTo("admin");
      assertThat(proxy.requestedUris())
          .containsExactly(URI.create("http://github.acme.invalid/api/v3/user"));
    }
  }

  @Test
  void rejectsAnUntrustedCertificate(@TempDir Path folder) throws Exception {
    HttpsServer server = serverNamed("ip:127.0.0.1", folder);
    try {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> GitHubClientFixture.at(addressOf(server)).gitHub().profile(TOKEN));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void acceptsACertificateOfATrustedAuthority(@TempDir Path folder) throws Exception {
    HttpsServer server = serverNamed("ip:127.0.0.1", folder);
    try {
      GitHubClient gitHub =
          GitHubClientFixture.at(addressOf(server)).trusting(folder.resolve("ca.pem")).gitHub();

      assertThat(gitHub.profile(TOKEN).id()).isEqualTo(1001);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void rejectsATrustedCertificateForAnotherHost(@TempDir Path folder) throws Exception {
    HttpsServer server = serverNamed("dns:github.acme.example", folder);
    try {
      GitHubClient gitHub =
          GitHubClientFixture.at(addressOf(server)).trusting(folder.resolve("ca.pem")).gitHub();

      assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> gitHub.profile(TOKEN));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void limitsTheTotalTimeOfCallsToAServerThatTrickles() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> trickle(server));
      GitHubClient gitHub =
          GitHubClientFixture.at(URI.create("http://127.0.0.1:" + server.getLocalPort())).gitHub();
      CallDeadline deadline = CallDeadline.after(Duration.ofSeconds(1));

      long start = System.nanoTime();
      for (int call = 0; call < 3; call++) {
        assertThatExceptionOfType(Unreachable.class)
            .isThrownBy(() -> deadline.apply(() -> gitHub.profile(TOKEN)))
            .withMessageContaining("took too long");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  /** Sends one byte of a header every 100 ms, below the timeout of each read. */
  private static void trickle(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        connection.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(US_ASCII));
        while (!server.isClosed()) {
          connection.getOutputStream().write('a');
          LockSupport.parkNanos(100_000_000);
        }
      } catch (IOException e) {
        // the client has closed the connection
      }
    }
  }

  private static URI addressOf(HttpsServer server) {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Starts a server with a self-signed certificate and writes the certificate to the folder. */
  private static HttpsServer serverNamed(String name, Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    keytool(
        keys,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=a test",
        "-ext",
        "san=" + name,
        "-keypass",
        PASSWORD);
    keytool(keys, "-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] body = PROFILE.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void keytool(Path keys, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(List.of(more));
    command.addAll(List.of("-alias", "test", "-storepass", PASSWORD, "-keystore", keys.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(log).isZero();
  }
}
