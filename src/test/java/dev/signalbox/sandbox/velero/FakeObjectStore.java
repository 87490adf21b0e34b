package dev.signalbox.sandbox.velero;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A small object store that serves the files of backups under presigned URLs. */
public final class FakeObjectStore implements AutoCloseable {

  /** How downloads fail. */
  public enum Fault {
    /** Downloads succeed. */
    NONE,
    /** Responds with 404, as for a file that was never written. */
    NOT_FOUND,
    /** Responds with 403, as for an expired URL or a wrong clock. */
    DENIED,
    /** Redirects to another host. */
    REDIRECTED,
    /** Sends the first half of the file. */
    TRUNCATED,
    /** Sends plain bytes instead of gzip. */
    NOT_GZIP
  }

  /** The bucket of the fixture. */
  public static final String BUCKET = "acme-ci-snapshots";

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Fault fault = Fault.NONE;

  private FakeObjectStore(HttpServer server) {
    this.server = server;
  }

  /** Starts an empty store on a free port. */
  static FakeObjectStore start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      FakeObjectStore store = new FakeObjectStore(server);
      server.createContext("/", store::handle);
      server.start();
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the base URL, as in {@code s3Url} of a storage location. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Sets how downloads fail. */
  public void setFault(Fault next) {
    fault = next;
  }

  /** Stores a file. */
  void put(String key, byte[] content) {
    files.put(key, content);
  }

  /** Stores a file, compressed with gzip. */
  public void putGzip(String key, String content) {
    put(key, gzip(content.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns a presigned URL for a file, which may be absent. */
  public URI presigned(String key) {
    return URI.create(
        "%s/%s/%s?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=600&X-Amz-Signature=5f1d"
            .formatted(address(), BUCKET, key));
  }

  /** Returns the requested paths. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns the keys under a prefix. */
  public List<String> keys(String prefix) {
    return files.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
  }

  void deleteAll(String prefix) {
    files.keySet().removeIf(key -> key.startsWith(prefix));
  }

  /** Removes all files and the fault. */
  void reset() {
    files.clear();
    requests.clear();
    fault = Fault.NONE;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    Optional<byte[]> file =
        Optional.ofNullable(
            files.get(path.substring(Math.min(path.length(), BUCKET.length() + 2))));
    switch (fault) {
      case DENIED -> send(exchange, 403, error("AccessDenied", "Request has expired"));
      case REDIRECTED -> {
        exchange.getResponseHeaders().set("Location", "http://store.invalid/" + path);
        send(exchange, 307, new byte[0]);
      }
      case NOT_FOUND -> send(exchange, 404, noSuchKey());
      case NONE, TRUNCATED, NOT_GZIP -> {
        if (file.isEmpty()) {
          send(exchange, 404, noSuchKey());
        } else {
          send(exchange, 200, body(file.get()));
        }
      }
    }
  }

  private byte[] body(byte[] file) {
    return switch (fault) {
      case TRUNCATED -> Arrays.copyOf(file, file.length / 2);
      case NOT_GZIP -> "this is not gzip\n".getBytes(StandardCharsets.UTF_8);
      default -> file;
    };
  }

  private static byte[] noSuchKey() {
    return error("NoSuchKey", "The specified key does not exist.");
  }

  private static byte[] error(String code, String message) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
        .formatted(code, message)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (body.length > 0) {
        out.write(body);
      }
    }
  }
}
