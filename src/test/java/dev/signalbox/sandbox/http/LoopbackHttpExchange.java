package dev.signalbox.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 request and its response. */
public final class LoopbackHttpExchange {

  /** The streams of a connection that has switched to another protocol. */
  public record Upgraded(InputStream in, OutputStream out) {}

  private record Connection(InputStream in, OutputStream out, int count) {}

  private final String method;
  private final String path;
  private final String rawQuery;
  private final Map<String, List<String>> query;
  private final Map<String, String> headers;
  private final byte[] body;
  private final InputStream in;
  private final OutputStream out;
  private final int connections;
  private final Map<String, String> responseHeaders = new LinkedHashMap<>();
  private boolean closesConnection;

  private LoopbackHttpExchange(
      String method,
      String target,
      Map<String, String> headers,
      byte[] body,
      Connection connection) {
    this.method = method;
    int questionMark = target.indexOf('?');
    this.path = decode(questionMark < 0 ? target : target.substring(0, questionMark), false);
    this.rawQuery = questionMark < 0 ? "" : target.substring(questionMark + 1);
    this.query = parseQuery(rawQuery);
    this.headers = headers;
    this.body = body;
    this.in = connection.in();
    this.out = connection.out();
    this.connections = connection.count();
    this.closesConnection = "close".equalsIgnoreCase(headers.getOrDefault("connection", ""));
  }

  /** Reads the next request of a connection. Returns null at the end of the stream. */
  static @Nullable LoopbackHttpExchange read(InputStream in, OutputStream out, int connections)
      throws IOException {
    String first = readLine(in);
    if (first.isEmpty()) {
      return null;
    }
    List<String> requestLine = List.of(first.split(" ", -1));
    Map<String, String> headers = new TreeMap<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return new LoopbackHttpExchange(
        requestLine.getFirst(),
        requestLine.get(1),
        headers,
        readBody(in, headers),
        new Connection(in, out, connections));
  }

  public String method() {
    return method;
  }

  /** Returns the decoded path. */
  public String path() {
    return path;
  }

  public String rawQuery() {
    return rawQuery;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Returns the number of open connections when the request arrived. */
  public int connections() {
    return connections;
  }

  public Optional<String> parameter(String name) {
    return parameters(name).stream().findFirst();
  }

  public List<String> parameters(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** Returns whether the parameter is present with any value except {@code false}. */
  public boolean hasFlag(String name) {
    return parameter(name).map(value -> !value.equals("false")).orElse(false);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  boolean closesConnection() {
    return closesConnection;
  }

  // response

  public void setHeader(String name, String value) {
    responseHeaders.put(name, value);
  }

  public void send(int status, String contentType, byte[] bytes) throws IOException {
    if (!contentType.isEmpty()) {
      setHeader("Content-Type", contentType);
    }
    setHeader("Content-Length", Integer.toString(bytes.length));
    head("HTTP/1.1", status);
    out.write(bytes);
    out.flush();
  }

  /** Starts a chunked response, compressed with gzip if the request accepts it. */
  public OutputStream stream(String contentType) throws IOException {
    setHeader("Content-Type", contentType);
    setHeader("Transfer-Encoding", "chunked");
    setHeader("Vary", "Accept-Encoding");
    boolean gzip = header("Accept-Encoding").orElse("").contains("gzip");
    if (gzip) {
      setHeader("Content-Encoding", "gzip");
    }
    head("HTTP/1.1", 200);
    OutputStream chunks = new Chunks(out);
    return gzip ? new GZIPOutputStream(chunks, 8192, true) : chunks;
  }

  /** Starts a chunked response without compression; chunks are sent as they are written. */
  public OutputStream chunks(String contentType) throws IOException {
    setHeader("Content-Type", contentType);
    setHeader("Transfer-Encoding", "chunked");
    head("HTTP/1.1", 200);
    out.flush();
    return new Chunks(out);
  }

  /** Starts a response that ends with the connection; the protocol version may be invalid. */
  public OutputStream streamUntilClose(String protocol, String contentType) throws IOException {
    closesConnection = true;
    setHeader("Content-Type", contentType);
    setHeader("Connection", "close");
    head(protocol, 200);
    out.flush();
    return out;
  }

  /** Switches to another protocol with 101; the connection ends with the handler. */
  public Upgraded upgrade(String protocol) throws IOException {
    setHeader("Upgrade", protocol);
    setHeader("Connection", "Upgrade");
    head("HTTP/1.1", 101);
    out.flush();
    closesConnection = true;
    return new Upgraded(in, out);
  }

  /**
   * Returns once the client has closed the connection. The connection can't be used for another
   * request.
   */
  public void awaitClientClose() throws IOException {
    while (in.read() >= 0) {
      // a client sends nothing until it has the response
    }
  }

  /** Closes the connection after the response. */
  public void closeAfterResponse() {
    closesConnection = true;
  }

  /** Closes the connection without a response. */
  public void drop() {
    closesConnection = true;
  }

  private void head(String protocol, int status) throws IOException {
    if (closesConnection) {
      responseHeaders.put("Connection", "close");
    }
    StringBuilder head = new StringBuilder(protocol + " " + status + " " + reason(status) + "\r\n");
    responseHeaders.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String reason(int status) {
    return switch (status) {
      case 101 -> "Switching Protocols";
      case 200 -> "OK";
      case 201 -> "Created";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Entity";
      case 429 -> "Too Many Requests";
      case 501 -> "Not Implemented";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }

  private static byte[] readBody(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int size = readChunkSize(in); size > 0; size = readChunkSize(in)) {
        all.writeBytes(readExactly(in, size));
        readLine(in);
      }
      readLine(in);
      return all.toByteArray();
    }
    return readExactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private static int readChunkSize(InputStream in) throws IOException {
    return Integer.parseInt(readLine(in).replaceAll(";.*", "").strip(), 16);
  }

  private static byte[] readExactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Reads a line without its terminator. Returns an empty string at the end of the stream. */
  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, List<String>> parseQuery(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
        parameters.computeIfAbsent(name, one -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decode(String text, boolean form) {
    // in a path, a plus sign is not a space
    return URLDecoder.decode(form ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Writes every buffer as a separate chunk. Closing ends the body, not the connection. */
  private static final class Chunks extends OutputStream {
    private final OutputStream out;
    private boolean closed;

    Chunks(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > 0) {
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, from, length);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }
}
