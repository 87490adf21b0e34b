package dev.signalbox.sandbox.kubernetes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of a WebSocket connection (RFC 6455), without extensions. */
final class WebSocketFrames {

  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final InputStream in;
  private final OutputStream out;

  WebSocketFrames(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Returns the header that accepts a handshake. */
  static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void sendText(byte[] text) throws IOException {
    send(TEXT, text);
  }

  /** Sends a close frame with status 1000. */
  void sendClose() throws IOException {
    send(CLOSE, new byte[] {3, (byte) 0xe8});
  }

  /** Returns once the client has closed the connection; answers its pings. */
  void awaitClientClose() throws IOException {
    while (true) {
      int first = in.read();
      if (first < 0) {
        return;
      }
      byte[] payload = readPayload();
      switch (first & 0x0f) {
        case CLOSE -> {
          return;
        }
        case PING -> send(PONG, payload);
        default -> {
          // watches receive no messages
        }
      }
    }
  }

  private byte[] readPayload() throws IOException {
    int second = in.read();
    int length = second & 0x7f;
    if (length == 126) {
      length = ByteBuffer.wrap(readExactly(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = Math.toIntExact(ByteBuffer.wrap(readExactly(8)).getLong());
    }
    byte[] mask = (second & 0x80) == 0 ? new byte[4] : readExactly(4);
    byte[] payload = readExactly(length);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return payload;
  }

  private byte[] readExactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private synchronized void send(int opcode, byte[] payload) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(10);
    header.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      header.put((byte) payload.length);
    } else if (payload.length <= 0xffff) {
      header.put((byte) 126).putShort((short) payload.length);
    } else {
      header.put((byte) 127).putLong(payload.length);
    }
    out.write(header.array(), 0, header.position());
    out.write(payload);
    out.flush();
  }
}
