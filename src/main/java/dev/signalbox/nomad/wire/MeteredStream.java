package dev.signalbox.nomad.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Counts what comes, and cuts off what is too long or takes too long in all. */
final class MeteredStream extends FilterInputStream {

  private final long most;
  private final Duration longest;
  private final long start = System.nanoTime();
  private long count;

  MeteredStream(InputStream in, long most, Duration longest) {
    super(in);
    this.most = most;
    this.longest = longest;
  }

  /** How many bytes came, unpacked. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int one = in.read();
    if (one >= 0) {
      counted(1);
    }
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      counted(read);
    }
    return read;
  }

  private void counted(int bytes) throws IOException {
    count += bytes;
    if (count > most) {
      throw new TooLong(most);
    }
    if (System.nanoTime() - start > longest.toNanos()) {
      throw new SocketTimeoutException("the answer took longer than " + longest.toSeconds() + " s");
    }
  }

  /** More came than anybody wants to read. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(long most) {
      super("the answer is longer than " + most + " bytes");
    }
  }
}
