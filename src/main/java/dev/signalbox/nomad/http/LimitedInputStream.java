package dev.signalbox.nomad.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Counts the bytes that are read and enforces a maximum size and a total timeout. */
final class LimitedInputStream extends FilterInputStream {

  private final long maxBytes;
  private final Duration timeout;
  private final long start = System.nanoTime();
  private long count;

  LimitedInputStream(InputStream in, long maxBytes, Duration timeout) {
    super(in);
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  /** Returns the number of bytes read, uncompressed. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    if (next >= 0) {
      add(1);
    }
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      add(read);
    }
    return read;
  }

  private void add(int bytes) throws IOException {
    count += bytes;
    if (count > maxBytes) {
      throw new SizeLimitExceededException(maxBytes);
    }
    if (System.nanoTime() - start > timeout.toNanos()) {
      throw new SocketTimeoutException(
          "the response took longer than " + timeout.toSeconds() + " s");
    }
  }

  static final class SizeLimitExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    SizeLimitExceededException(long maxBytes) {
      super("the response is larger than %,d bytes".formatted(maxBytes));
    }
  }
}
