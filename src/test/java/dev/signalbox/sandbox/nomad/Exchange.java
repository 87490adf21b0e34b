package dev.signalbox.sandbox.nomad;

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

/** One request and the answer to it, as bytes. */
final class Exchange {

  private final String method;
  private final String path;
  private final String rawQuery;
  private final Map<String, List<String>> query;
  private final Map<String, String> headers;
  private final byte[] body;
  private final OutputStream out;
  private final int connections;
  private final Map<String, String> answerHeaders = new LinkedHashMap<>();
  private boolean ends;

  private Exchange(
      String method,
      String target,
      Map<String, String> headers,
      byte[] body,
      OutputStream out,
      int connections) {
    this.method = method;
    int mark = target.indexOf('?');
    this.path = decoded(mark < 0 ? target : target.substring(0, mark), false);
    this.rawQuery = mark < 0 ? "" : target.substring(mark + 1);
    this.query = parsed(rawQuery);
    this.headers = headers;
    this.body = body;
    this.out = out;
    this.connections = connections;
    this.ends = "close".equalsIgnoreCase(headers.getOrDefault("connection", ""));
  }

  /** Reads the next request of a connection, or null when there is none. */
  static @Nullable Exchange read(InputStream in, OutputStream out, int connections)
      throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    List<String> words = List.of(first.split(" ", -1));
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
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
    return new Exchange(
        words.getFirst(), words.get(1), headers, body(in, headers), out, connections);
  }

  String method() {
    return method;
  }

  /** Decoded. */
  String path() {
    return path;
  }

  String rawQuery() {
    return rawQuery;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** How many connections were open when it came. */
  int connections() {
    return connections;
  }

  Optional<String> parameter(String name) {
    return parameters(name).stream().findFirst();
  }

  List<String> parameters(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** Whether a flag is there, whatever it is set to but false. */
  boolean flag(String name) {
    return parameter(name).map(value -> !value.equals("false")).orElse(false);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  boolean ends() {
    return ends;
  }

  // answering

  void set(String name, String value) {
    answerHeaders.put(name, value);
  }

  void send(int status, String contentType, byte[] bytes) throws IOException {
    if (!contentType.isEmpty()) {
      set("Content-Type", contentType);
    }
    set("Content-Length", Integer.toString(bytes.length));
    head("HTTP/1.1", status);
    out.write(bytes);
    out.flush();
  }

  /** A long answer: in chunks, and gzipped where the asker takes that. */
  OutputStream stream(String contentType) throws IOException {
    set("Content-Type", contentType);
    set("Transfer-Encoding", "chunked");
    set("Vary", "Accept-Encoding");
    boolean gzip = header("Accept-Encoding").orElse("").contains("gzip");
    if (gzip) {
      set("Content-Encoding", "gzip");
    }
    head("HTTP/1.1", 200);
    OutputStream chunks = new Chunks(out);
    return gzip ? new GZIPOutputStream(chunks, 8192, true) : chunks;
  }

  /** An answer without end, in chunks that are sent as they are written. */
  OutputStream chunks(String contentType) throws IOException {
    set("Content-Type", contentType);
    set("Transfer-Encoding", "chunked");
    head("HTTP/1.1", 200);
    out.flush();
    return new Chunks(out);
  }

  /** An answer that lasts as long as the connection, and may begin with a strange line. */
  OutputStream untilClose(String protocol, String contentType) throws IOException {
    ends = true;
    set("Content-Type", contentType);
    set("Connection", "close");
    head(protocol, 200);
    out.flush();
    return out;
  }

  /** No answer: the connection is closed. */
  void drop() {
    ends = true;
  }

  private void head(String protocol, int status) throws IOException {
    if (ends) {
      answerHeaders.put("Connection", "close");
    }
    StringBuilder head = new StringBuilder(protocol + " " + status + " " + reason(status) + "\r\n");
    answerHeaders.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 429 -> "Too Many Requests";
      case 501 -> "Not Implemented";
      default -> "Internal Server Error";
    };
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        all.writeBytes(exactly(in, size));
        line(in);
      }
      line(in);
      return all.toByteArray();
    }
    return exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).replaceAll(";.*", "").strip(), 16);
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** A line without its end, or empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, List<String>> parsed(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
        parameters.computeIfAbsent(name, one -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decoded(String text, boolean form) {
    // in a path a plus is a plus
    return URLDecoder.decode(form ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Writes each piece as a chunk of its own; closing ends the body, not the connection. */
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
