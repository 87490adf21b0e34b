package dev.signalbox.artifacts.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ByteRange;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.s3.S3Server;
import dev.signalbox.testing.RawResponseServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Responses that no S3 server should send. */
@Tag("integration")
class S3ArtifactStoreFailureTests {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nLast-Modified: Mon, 02 Nov 2026 10:00:00 GMT\r\n";

  private RawResponseServer s3;
  private S3ArtifactStore store;

  @BeforeEach
  void start() {
    s3 = RawResponseServer.start();
    store = S3ArtifactStoreTests.store(s3.address(), "a-bucket", S3Server.KEY, "");
  }

  @AfterEach
  void stop() {
    store.close();
    s3.close();
  }

  @Test
  void detectsATruncatedBody() {
    s3.respond(HEAD + "Content-Length: 100\r\n\r\nonly this");

    try (ArtifactContent content = store.open("a", null, null)) {
      assertThatThrownBy(content::readAllBytes)
          .isInstanceOf(RemoteSystemException.Unreachable.class);
    }
  }

  @Test
  void ignoresBytesAfterTheAnnouncedLength() throws Exception {
    s3.respond(HEAD + "Content-Length: 4\r\n\r\nonly this");

    try (ArtifactContent content = store.open("a", null, null)) {
      assertThat(content.readAllBytes()).asString().isEqualTo("only");
    }
  }

  @Test
  void readsAnEndlessBodyPieceByPieceAndAbortsIt() throws Exception {
    s3.respondWith(
        (head, rest, out) -> {
          out.write(
              (HEAD + "Content-Length: 1000000000000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          for (byte[] piece = new byte[100_000]; ; ) {
            out.write(piece);
          }
        });

    try (ArtifactContent content = store.open("a", null, null)) {
      assertThat(content.readNBytes(new byte[10_000_000], 0, 10_000_000)).isEqualTo(10_000_000);
    }

    awaitClosed();
  }

  @Test
  void refusesABodyWithoutALength() {
    s3.respond(HEAD + "Transfer-Encoding: chunked\r\n\r\n4\r\nonly\r\n0\r\n\r\n");

    assertThatThrownBy(() -> store.open("a", null, null))
        .isInstanceOf(RemoteSystemException.Unexpected.class);
    awaitClosed();
  }

  @Test
  void refusesAnotherRangeThanRequested() {
    s3.respondAndStall(HEAD + "Content-Length: 10\r\n\r\n0123456789");

    assertThatThrownBy(() -> store.open("a", new ByteRange(2, 3), "\"1\""))
        .isInstanceOf(RemoteSystemException.Unexpected.class);
    awaitClosed();
  }

  @Test
  void endsABlockedReadWhenAnotherThreadCloses() throws Exception {
    s3.respondAndStall(HEAD + "Content-Length: 100\r\n\r\nonly this");
    ArtifactContent content = store.open("a", null, null);
    assertThat(content.read(new byte[9], 0, 9)).isEqualTo(9);
    CompletableFuture<Void> read =
        CompletableFuture.runAsync(
            () -> content.read(new byte[100], 0, 100), Thread::startVirtualThread);

    await().during(Duration.ofMillis(300)).until(() -> !read.isDone());
    content.close();

    assertThatThrownBy(() -> read.get(2, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(RemoteSystemException.Unreachable.class);
    awaitClosed();
  }

  @Test
  void reportsExpiredCredentials() {
    String body = "<Error><Code>ExpiredToken</Code><Message>It has expired.</Message></Error>";
    s3.respond(
        "HTTP/1.1 400 Bad Request\r\nContent-Type: application/xml\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);

    assertThatThrownBy(() -> store.open("a", null, null))
        .isInstanceOfSatisfying(
            RemoteSystemException.Denied.class,
            denied -> assertThat(denied.advice()).contains("expired"));
  }

  @Test
  void reportsABusyServer() {
    s3.respond("HTTP/1.1 503 Slow Down\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    assertThatThrownBy(() -> store.find("a"))
        .isInstanceOfSatisfying(
            RemoteSystemException.Unreachable.class,
            busy -> assertThat(busy.response()).startsWith("503"));
  }

  @Test
  void reportsAnUnreachableServer() {
    s3.close();

    assertThatThrownBy(() -> store.list("", null, 10))
        .isInstanceOf(RemoteSystemException.Unreachable.class);
  }

  private void awaitClosed() {
    await().atMost(Duration.ofSeconds(3)).until(() -> s3.openConnections() == 0);
  }
}
