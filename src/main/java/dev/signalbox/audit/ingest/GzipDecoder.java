package dev.signalbox.audit.ingest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses all members of gzip data (RFC 1952). {@link java.util.zip.GZIPInputStream} ignores
 * data after a member if it is not a valid member, so events could be lost without an error.
 */
final class GzipDecoder {

  private static final short MAGIC = (short) 0x8b1f;

  // flags of a member's header
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final ByteBuffer in;
  private final int limit;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[1 << 16];

  private GzipDecoder(byte[] packed, int limit) {
    this.in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    this.limit = limit;
  }

  /**
   * Decompresses gzip data.
   *
   * @param limit decompression stops when the result is longer, in bytes
   * @throws EOFException if the data is truncated
   * @throws ZipException if the data is invalid or followed by other data
   */
  static byte[] decode(byte[] packed, int limit) throws EOFException, ZipException {
    return new GzipDecoder(packed, limit).decode();
  }

  private byte[] decode() throws EOFException, ZipException {
    Inflater inflater = new Inflater(true);
    try {
      while (in.hasRemaining() && out.size() <= limit) {
        skipHeader();
        inflater.reset();
        inflate(inflater);
      }
      return out.toByteArray();
    } catch (BufferUnderflowException e) {
      throw new EOFException("Truncated gzip data");
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private void skipHeader() throws ZipException {
    if (in.getShort() != MAGIC || in.get() != Deflater.DEFLATED) {
      throw new ZipException("Not a gzip member");
    }
    int flags = in.get();
    skip(6); // time, compression level and operating system
    if ((flags & EXTRA) != 0) {
      skip(Short.toUnsignedInt(in.getShort()));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void inflate(Inflater inflater) throws DataFormatException, ZipException {
    CRC32 checksum = new CRC32();
    inflater.setInput(in);
    while (!inflater.finished() && out.size() <= limit) {
      int length = inflater.inflate(buffer);
      if (length == 0 && inflater.needsDictionary()) {
        throw new ZipException("Preset dictionary");
      }
      if (length == 0 && inflater.needsInput()) {
        throw new BufferUnderflowException();
      }
      checksum.update(buffer, 0, length);
      out.write(buffer, 0, length);
    }
    if (out.size() > limit) {
      return;
    }
    if (in.getInt() != (int) checksum.getValue()
        || in.getInt() != (int) inflater.getBytesWritten()) {
      throw new ZipException("Wrong checksum or length");
    }
  }

  private void skip(int bytes) {
    if (bytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + bytes);
  }

  private void skipText() {
    while (in.get() != 0) {
      // texts end with a zero byte
    }
  }
}
