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
 * One bucket at the wire, by the Amazon S3 API Reference: PutObject, GetObject with a range, and
 * uploads of several parts with the limits that S3 has.
 */
final class FakeS3 implements AutoCloseable {

  static final String BUCKET = "acme-signalbox";
  static final String KEY = "AKIAFORTESTS";

  private static final int SHORTEST_PART = 5 * 1024 * 1024;
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
    server.createContext("/", this::answer);
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

  /** From now on every answer is this one. */
  void answerOnly(int refusal) {
    status = refusal;
  }

  /** Uploads that were begun and neither joined nor given up: they cost money for ever. */
  int unfinished() {
    return uploads.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = answer(exchange, body);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    if (status != 200) {
      return Answer.refusal(status, "SlowDown");
    }
    if (!header(exchange, "Authorization").contains("Credential=" + KEY + "/")) {
      return Answer.refusal(403, "InvalidAccessKeyId");
    }
    if (exchange.getRequestMethod().equals("PUT")
        && !header(exchange, "x-amz-content-sha256").equals(hex("SHA-256", body))) {
      return Answer.refusal(400, "XAmzContentSHA256Mismatch");
    }
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith("/" + BUCKET + "/")) {
      return Answer.refusal(404, "NoSuchBucket");
    }
    String name = path.substring(BUCKET.length() + 2);
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    return switch (exchange.getRequestMethod()) {
      case "GET" -> get(name, header(exchange, "Range"));
      case "PUT" -> query.isEmpty() ? put(name, body) : putPart(query, body);
      case "POST" -> query.startsWith("uploads") ? begin(name) : join(name, query, body);
      case "DELETE" -> giveUp(query);
      default -> Answer.refusal(405, "MethodNotAllowed");
    };
  }

  private Answer get(String name, String range) {
    byte @Nullable [] object = objects.get(name);
    if (object == null) {
      return Answer.refusal(404, "NoSuchKey");
    }
    if (range.isEmpty()) {
      return new Answer(200, Map.of(), object);
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    return from >= object.length
        ? Answer.refusal(416, "InvalidRange")
        : new Answer(
            206,
            Map.of(
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, object.length - 1, object.length)),
            Arrays.copyOfRange(object, from, object.length));
  }

  private Answer put(String name, byte[] body) {
    objects.put(name, body);
    return new Answer(200, Map.of("ETag", tag(body)), new byte[0]);
  }

  private Answer begin(String name) {
    String id = "upload-" + hex("MD5", (name + uploads.size()).getBytes(StandardCharsets.UTF_8));
    uploads.put(id, new TreeMap<>());
    return Answer.xml(
        "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
            .formatted(id));
  }

  private Answer putPart(String query, byte[] body) {
    @Nullable TreeMap<Integer, byte[]> parts = uploads.get(argument(query, "uploadId"));
    if (parts == null) {
      return Answer.refusal(404, "NoSuchUpload");
    }
    parts.put(Integer.parseInt(argument(query, "partNumber")), body);
    return new Answer(200, Map.of("ETag", tag(body)), new byte[0]);
  }

  private Answer join(String name, String query, byte[] body) {
    String id = argument(query, "uploadId");
    @Nullable TreeMap<Integer, byte[]> parts = uploads.get(id);
    if (parts == null) {
      return Answer.refusal(404, "NoSuchUpload");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    List<String> told =
        PART.matcher(new String(body, StandardCharsets.UTF_8))
            .results()
            .map(MatchResult::group)
            .toList();
    for (String one : told) {
      byte @Nullable [] part = parts.get(Integer.parseInt(found(NUMBER, one)));
      if (part == null || !hex("MD5", part).equals(found(TAG, one))) {
        return Answer.refusal(400, "InvalidPart");
      }
      if (part.length < SHORTEST_PART && !one.equals(told.getLast())) {
        return Answer.refusal(400, "EntityTooSmall");
      }
      whole.writeBytes(part);
    }
    uploads.remove(id);
    objects.put(name, whole.toByteArray());
    return Answer.xml(
        "<CompleteMultipartUploadResult><Key>%s</Key></CompleteMultipartUploadResult>"
            .formatted(name));
  }

  private Answer giveUp(String query) {
    return uploads.remove(argument(query, "uploadId")) == null
        ? Answer.refusal(404, "NoSuchUpload")
        : new Answer(204, Map.of(), new byte[0]);
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

  /** What is sent back. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Answer(int status, Map<String, String> headers, byte[] body) {

    static Answer xml(String text) {
      return new Answer(
          200, Map.of("Content-Type", "application/xml"), text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer refusal(int status, String code) {
      return new Answer(
          status,
          Map.of("Content-Type", "application/xml"),
          "<Error><Code>%s</Code><Message>No.</Message></Error>"
              .formatted(code)
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
