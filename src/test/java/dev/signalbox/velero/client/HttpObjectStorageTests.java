package dev.signalbox.velero.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.velero.files.DownloadFailedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HttpObjectStorageTests {

  @TempDir private Path folder;

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
      HttpObjectStorage storage =
          new HttpObjectStorage(new RemoteCalls(new SimpleMeterRegistry()), Duration.ofMillis(300));

      assertThatExceptionOfType(DownloadFailedException.class)
          .isThrownBy(() -> storage.download(url, null, folder.resolve("file"), 10_000));
      assertThat(done.getCount()).isOne();
      done.countDown();
    } finally {
      done.countDown();
      server.stop(0);
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
