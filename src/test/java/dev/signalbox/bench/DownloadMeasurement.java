package dev.signalbox.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Measures a download. The number of bytes includes the chunk framing. */
record DownloadMeasurement(double firstByteMillis, double seconds, long bytes) {

  private static final byte[] END = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  static DownloadMeasurement best(List<DownloadMeasurement> transfers) {
    return transfers.stream()
        .min(Comparator.comparingDouble(DownloadMeasurement::seconds))
        .orElseThrow();
  }

  /**
   * Downloads a file and discards it. Uses a plain socket, because the client runs on the same CPUs
   * as the server and should cost as little as psql.
   */
  static DownloadMeasurement of(URI address, String cookies) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setReceiveBufferSize(1 << 20);
      OutputStream out = socket.getOutputStream();
      long before = System.nanoTime();
      out.write(
          "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nConnection: close\r\n\r\n"
              .formatted(target(address), address.getAuthority(), cookies)
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return read(socket.getInputStream(), before);
    }
  }

  private static String target(URI address) {
    return address.getRawQuery() == null
        ? address.getRawPath()
        : address.getRawPath() + "?" + address.getRawQuery();
  }

  private static DownloadMeasurement read(InputStream in, long before) throws IOException {
    byte[] buffer = new byte[1 << 16];
    String head = head(in);
    if (!head.startsWith("HTTP/1.1 200")) {
      throw new IOException(head);
    }
    boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding");
    byte[] end = new byte[END.length];
    long bytes = 0;
    long first = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (bytes == 0) {
        first = System.nanoTime();
      }
      bytes += read;
      int tail = Math.min(read, end.length);
      System.arraycopy(end, tail, end, 0, end.length - tail);
      System.arraycopy(buffer, read - tail, end, end.length - tail, tail);
    }
    long now = System.nanoTime();
    if (chunked && !Arrays.equals(end, END)) {
      throw new IOException("The response ended after " + bytes + " bytes.");
    }
    return new DownloadMeasurement((first - before) / 1e6, (now - before) / 1e9, bytes);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("No response: " + head);
      }
      head.append((char) read);
    }
    return head.toString();
  }
}
