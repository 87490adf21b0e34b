package dev.signalbox.velero.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.velero.diagnosis.DownloadDiagnosis.FileProblem;
import dev.signalbox.velero.files.DownloadFailedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpObjectStorageTests {

  private static final String PASSWORD = "for-a-test";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"404, NOT_FOUND", "403, FORBIDDEN", "302, OTHER"})
  void namesTheProblemOfARefusedUrl(int status, FileProblem problem) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/other");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file");

      assertThat(failure(url, null))
          .returns(problem, DownloadFailedException::diagnosis)
          .hasMessage("HTTP " + status);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void trustsACertificateOfTheLocationOnly() throws Exception {
    KeyStore keys = certificate();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 4);
          exchange.getResponseBody().write("file".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/file");

      assertThat(failure(url, null))
          .returns(FileProblem.UNTRUSTED, DownloadFailedException::diagnosis);
      Path file = folder.resolve("file");
      storage(Duration.ofSeconds(20)).download(url, pem(keys), file, 10_000);
      assertThat(file).content().isEqualTo("file");
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Timeout(30)
  void endsADownloadThatStallsWithinTheBody() throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            awaitUninterrupted(done);
            exchange.close();
          });
      server.start();
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file");
      HttpObjectStorage storage = storage(Duration.ofMillis(300));

      assertThatExceptionOfType(DownloadFailedException.class)
          .isThrownBy(() -> storage.download(url, null, folder.resolve("file"), 10_000));
      assertThat(done.getCount()).isOne();
      done.countDown();
    } finally {
      done.countDown();
      server.stop(0);
    }
  }

  private DownloadFailedException failure(URI url, @Nullable String ca) {
    return catchThrowableOfType(
        DownloadFailedException.class,
        () -> storage(Duration.ofSeconds(20)).download(url, ca, folder.resolve("failed"), 10_000));
  }

  private static HttpObjectStorage storage(Duration limit) {
    return new HttpObjectStorage(new RemoteCalls(new SimpleMeterRegistry()), limit);
  }

  private KeyStore certificate() throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "store",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-dname",
                "CN=store",
                "-ext",
                "san=ip:127.0.0.1")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static String pem(KeyStore keys) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getCertificate("store").getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
