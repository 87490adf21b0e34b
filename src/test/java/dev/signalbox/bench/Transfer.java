package dev.signalbox.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;

/** A file from its first byte to its last. */
record Transfer(double firstByteMillis, double seconds, long bytes) {

  static Transfer best(List<Transfer> transfers) {
    return transfers.stream().min(Comparator.comparingDouble(Transfer::seconds)).orElseThrow();
  }

  /** Fetches a file from the console and throws it away. */
  static Transfer of(URI address, String cookies) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Sink sink = new Sink();
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(address).header("Cookie", cookies).build(),
              BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(address + " answered " + answer.statusCode());
      }
      try (InputStream file = answer.body()) {
        file.transferTo(sink);
      }
      return sink.ended();
    }
  }

  /** Takes everything and remembers when it began; its time starts when it is made. */
  static final class Sink extends OutputStream {

    private final long before = System.nanoTime();
    private long first;
    private long bytes;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) {
      if (bytes == 0) {
        first = System.nanoTime();
      }
      bytes += len;
    }

    Transfer ended() {
      long now = System.nanoTime();
      return new Transfer((first - before) / 1e6, (now - before) / 1e9, bytes);
    }
  }
}
