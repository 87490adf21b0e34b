package dev.signalbox.kubernetes.client;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An open watch. fabric8's own HTTP watches (8.0.0) repeat a denied request without reporting it,
 * and are open only once data has arrived; this one reports what happens. Not thread-safe.
 */
public final class ResourceWatch implements AutoCloseable {

  /** Larger than any object, whose limit in etcd is 1.5 MiB, with its managed fields. */
  private static final int MAX_EVENT_BYTES = 16 << 20;

  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final Duration ERROR_BODY_LIMIT = Duration.ofSeconds(5);

  /** What the watch did. */
  public sealed interface Next {

    /**
     * An event of the watch.
     *
     * @param type ADDED, MODIFIED, DELETED, BOOKMARK or ERROR
     * @param object the object, or for ERROR a {@code Status}
     */
    record Event(String type, JsonNode object) implements Next {}

    /** The API server ended the watch, as it does when its time is over. */
    record Ended() implements Next {}

    /** The connection was lost. */
    record Lost(String reason) implements Next {}

    /** No data arrived within the time. */
    record Silent() implements Next {}
  }

  private record Chunk(List<ByteBuffer> buffers, AsyncBody body) {}

  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private final Queue<String> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final KubernetesSerialization json;
  private @Nullable AsyncBody body;

  private ResourceWatch(KubernetesSerialization json) {
    this.json = json;
  }

  /**
   * Opens a watch.
   *
   * @throws KubernetesClientException if the API server responds with an error, or not in time
   */
  static ResourceWatch open(KubernetesClient client, URI uri, Duration limit)
      throws InterruptedException {
    ResourceWatch stream = new ResourceWatch(client.getKubernetesSerialization());
    HttpClient http = client.getHttpClient();
    // no timeout of the request itself, which may include the body
    HttpRequest request = http.newHttpRequestBuilder().uri(uri).forStreaming().build();
    HttpResponse<AsyncBody> response =
        await(
            http.consumeBytes(
                request, (buffers, from) -> stream.received.add(new Chunk(buffers, from))),
            limit);
    AsyncBody opened = response.body();
    stream.body = opened;
    CompletableFuture<Void> unused =
        opened.done().whenComplete((done, failure) -> stream.received.add(end(failure)));
    opened.consume();
    if (!response.isSuccessful()) {
      try (stream) {
        throw ErrorResponse.of(response.code(), stream.errorBody(), stream.json);
      }
    }
    return stream;
  }

  private static Next end(@Nullable Throwable failure) {
    return failure == null ? new Next.Ended() : new Next.Lost(String.valueOf(failure.getMessage()));
  }

  private static HttpResponse<AsyncBody> await(
      CompletableFuture<HttpResponse<AsyncBody>> call, Duration limit) throws InterruptedException {
    try {
      return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new KubernetesClientException(
          "no response", new IOException("no response within " + limit.toSeconds() + " s"));
    } catch (InterruptedException e) {
      call.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw new KubernetesClientException("watch failed", e.getCause() == null ? e : e.getCause());
    }
  }

  /** Waits for the next event or the end of the watch. */
  public Next next(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      @Nullable String line = lines.poll();
      if (line != null) {
        return parse(line);
      }
      @Nullable Object next = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      switch (next) {
        case null -> {
          return new Next.Silent();
        }
        case Next end -> {
          return end;
        }
        case Chunk chunk -> {
          if (!split(chunk)) {
            return new Next.Lost("an event larger than " + MAX_EVENT_BYTES + " bytes");
          }
        }
        default -> throw new IllegalStateException("Unexpected " + next.getClass());
      }
    }
  }

  private Next parse(String line) {
    try {
      JsonNode event = json.unmarshal(line, JsonNode.class);
      return new Next.Event(event.path("type").asString(""), event.path("object"));
    } catch (RuntimeException e) {
      return new Next.Lost("an event that is not JSON");
    }
  }

  /** Splits a chunk into lines; false if a line is too long. */
  private boolean split(Chunk chunk) {
    for (ByteBuffer buffer : chunk.buffers()) {
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next != '\n') {
          partial.write(next);
        } else {
          String line = partial.toString(StandardCharsets.UTF_8);
          partial.reset();
          if (!line.isBlank()) {
            lines.add(line);
          }
        }
      }
    }
    chunk.body().consume();
    return partial.size() <= MAX_EVENT_BYTES;
  }

  private String errorBody() throws InterruptedException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    long deadline = System.nanoTime() + ERROR_BODY_LIMIT.toNanos();
    while (text.size() < MAX_ERROR_BYTES
        && received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
            instanceof Chunk chunk) {
      for (ByteBuffer buffer : chunk.buffers()) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        text.writeBytes(bytes);
      }
      chunk.body().consume();
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (body != null) {
      body.cancel();
    }
  }
}
