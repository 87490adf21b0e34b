package dev.signalbox.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server with one bucket, after the Amazon S3 API Reference: PutObject, GetObject with a
 * range, and multipart uploads with the limits of S3.
 *
 * <p>The artifact store is tested with a real server, {@link dev.signalbox.sandbox.s3.S3Server}. It
 * can't refuse requests for a test, and does not list unfinished uploads.
 */
final class FakeS3 implements AutoCloseable {

  static final String BUCKET = "acme-signalbox";
  static final String KEY = "AKIAFORTESTS";

  private static final int MIN_PART_BYTES = 5 * 1024 * 1024;
  private static final Pattern PART =
      Pattern.compile("<Part>(?:(?!</Part>).)*</Part>", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
  private static final Pattern TAG = Pattern.compile("<ETag>(?:&quot;|\")?([0-9a-f]+)");

  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
  private int status = 200;

  private FakeS3(HttpServer server) {
    this.server = server;
    server.createContext("/", this::respond);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  static FakeS3 start() throws IOException {
    return new FakeS3(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Makes every response an error with this status. */
  void respondOnlyWith(int refusal) {
    status = refusal;
  }

  /** Returns uploads that were neither completed nor aborted, which S3 keeps and bills. */
  int unfinished() {
    return uploads.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Response answer = respond(exchange, body);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Response respond(HttpExchange exchange, byte[] body) {
    if (status != 200) {
      return Response.refusal(status, "SlowDown");
    }
    if (!header(exchange, "Authorization").contains("Credential=" + KEY + "/")) {
      return Response.refusal(403, "InvalidAccessKeyId");
    }
    if (exchange.getRequestMethod().equals("PUT")
        && !header(exchange, "x-amz-content-sha256").equals(hex("SHA-256", body))) {
      return Response.refusal(400, "XAmzContentSHA256Mismatch");
    }
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith("/" + BUCKET + "/")) {
      return Response.refusal(404, "NoSuchBucket");
    }
    String name = path.substring(BUCKET.length() + 2);
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    return switch (exchange.getRequestMethod()) {
      case "GET" -> get(name, header(exchange, "Range"));
      case "PUT" -> query.isEmpty() ? put(name, body) : putPart(query, body);
      case "POST" -> query.startsWith("uploads") ? createUpload(name) : complete(name, query, body);
      case "DELETE" -> abort(query);
      default -> Response.refusal(405, "MethodNotAllowed");
    };
  }

  private Response get(String name, String range) {
    byte @Nullable [] object = objects.get(name);
    if (object == null) {
      return Response.refusal(404, "NoSuchKey");
    }
    if (range.isEmpty()) {
      return new Response(200, Map.of(), object);
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    return from >= object.length
        ? Response.refusal(416, "InvalidRange")
        : new Response(
            206,
            Map.of(
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, object.length - 1, object.length)),
            Arrays.copyOfRange(object, from, object.length));
  }

  private Response put(String name, byte[] body) {
    objects.put(name, body);
    return new Response(200, Map.of("ETag", tag(body)), new byte[0]);
  }

  private Response createUpload(String name) {
    String id = "upload-" + hex("MD5", (name + uploads.size()).getBytes(StandardCharsets.UTF_8));
    uploads.put(id, new TreeMap<>());
    return Response.xml(
        "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
            .formatted(id));
  }

  private Response putPart(String query, byte[] body) {
    @Nullable TreeMap<Integer, byte[]> parts = uploads.get(argument(query, "uploadId"));
    if (parts == null) {
      return Response.refusal(404, "NoSuchUpload");
    }
    parts.put(Integer.parseInt(argument(query, "partNumber")), body);
    return new Response(200, Map.of("ETag", tag(body)), new byte[0]);
  }

  private Response complete(String name, String query, byte[] body) {
    String id = argument(query, "uploadId");
    @Nullable TreeMap<Integer, byte[]> parts = uploads.get(id);
    if (parts == null) {
      return Response.refusal(404, "NoSuchUpload");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    List<String> etags =
        PART.matcher(new String(body, StandardCharsets.UTF_8))
            .results()
            .map(MatchResult::group)
            .toList();
    for (String one : etags) {
      byte @Nullable [] part = parts.get(Integer.parseInt(found(NUMBER, one)));
      if (part == null || !hex("MD5", part).equals(found(TAG, one))) {
        return Response.refusal(400, "InvalidPart");
      }
      if (part.length < MIN_PART_BYTES && !one.equals(etags.getLast())) {
        return Response.refusal(400, "EntityTooSmall");
      }
      whole.writeBytes(part);
    }
    uploads.remove(id);
    objects.put(name, whole.toByteArray());
    return Response.xml(
        "<CompleteMultipartUploadResult><Key>%s</Key></CompleteMultipartUploadResult>"
            .formatted(name));
  }

  private Response abort(String query) {
    return uploads.remove(argument(query, "uploadId")) == null
        ? Response.refusal(404, "NoSuchUpload")
        : new Response(204, Map.of(), new byte[0]);
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static String argument(String query, String name) {
    return found(Pattern.compile("(?:^|&)" + name + "=([^&]*)"), query);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String tag(byte[] body) {
    return '"' + hex("MD5", body) + '"';
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An HTTP response. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Response(int status, Map<String, String> headers, byte[] body) {

    static Response xml(String text) {
      return new Response(
          200, Map.of("Content-Type", "application/xml"), text.getBytes(StandardCharsets.UTF_8));
    }

    static Response refusal(int status, String code) {
      return new Response(
          status,
          Map.of("Content-Type", "application/xml"),
          "<Error><Code>%s</Code><Message>No.</Message></Error>"
              .formatted(code)
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
