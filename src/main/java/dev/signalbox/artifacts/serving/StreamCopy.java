package dev.signalbox.artifacts.serving;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies streams with a buffer of fixed size. */
final class StreamCopy {

  private static final int BUFFER_BYTES = 64 * 1024;

  private StreamCopy() {}

  static byte[] buffer() {
    return new byte[BUFFER_BYTES];
  }

  /**
   * Writes a stream whose first bytes were read into the buffer.
   *
   * @param buffer contains these bytes
   * @param read the number of bytes in the buffer, negative at the end of the stream
   */
  static void copy(byte[] buffer, int read, InputStream from, OutputStream to) throws IOException {
    for (int count = read; count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
    }
  }
}
