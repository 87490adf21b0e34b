package dev.signalbox.sandbox.s3;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A WebM video with one frame per second, and an index for seeking. Each frame is a key frame of
 * the codec VP8 (RFC 6386), whose coefficients are random: noise that becomes stripes below.
 */
public final class WebmVideo {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 176;

  /** The frame header and the prediction modes: if all bits are 0, the decoder uses defaults. */
  private static final int MODE_BYTES = 1024;

  private static final int RANDOM_BYTES = 6 * 1024;

  /** The rest of the coefficients. All are 0. */
  private static final int ZERO_BYTES = 1024;

  private WebmVideo() {}

  /** Returns a video that takes 8 KiB per second. */
  public static byte[] create(int seconds) {
    byte[] info =
        element(
            0x1549A966,
            number(0x2AD7B1, 1_000_000),
            element(0x4489, ByteBuffer.allocate(8).putDouble(seconds * 1000.0).array()),
            text(0x4D80, "test"),
            text(0x5741, "test"));
    byte[] tracks =
        element(
            0x1654AE6B,
            element(
                0xAE,
                number(0xD7, 1),
                number(0x73C5, 1),
                number(0x83, 1),
                text(0x86, "V_VP8"),
                element(0xE0, number(0xB0, WIDTH), number(0xBA, HEIGHT))));
    byte[][] clusters = new byte[seconds][];
    for (int second = 0; second < seconds; second++) {
      clusters[second] =
          element(0x1F43B675, number(0xE7, second * 1000L), element(0xA3, block(second)));
    }
    // the index is before the frames; its length does not depend on the positions
    byte[] cues = cues(clusters, info.length + tracks.length + cues(clusters, 0).length);
    byte[] segment = element(0x18538067, info, tracks, cues, join(clusters));
    byte[] head =
        element(
            0x1A45DFA3,
            number(0x4286, 1),
            number(0x42F7, 1),
            number(0x42F2, 4),
            number(0x42F3, 8),
            text(0x4282, "webm"),
            number(0x4287, 2),
            number(0x4285, 2));
    return join(head, segment);
  }

  /** Returns a block with one key frame. */
  private static byte[] block(int second) {
    byte[] noise = new byte[RANDOM_BYTES];
    new Random(second).nextBytes(noise);
    ByteBuffer block =
        ByteBuffer.allocate(14 + MODE_BYTES + RANDOM_BYTES + ZERO_BYTES)
            .put((byte) 0x81)
            .putShort((short) 0)
            .put((byte) 0x80)
            .order(ByteOrder.LITTLE_ENDIAN);
    // a key frame that is shown, and the length of its first partition
    int tag = 1 << 4 | MODE_BYTES << 5;
    block.putShort((short) tag).put((byte) (tag >> 16));
    block.put((byte) 0x9D).put((byte) 0x01).put((byte) 0x2A);
    block.putShort((short) WIDTH).putShort((short) HEIGHT);
    return block.put(14 + MODE_BYTES, noise).array();
  }

  private static byte[] cues(byte[][] clusters, int start) {
    byte[][] points = new byte[clusters.length][];
    long position = start;
    for (int i = 0; i < clusters.length; i++) {
      points[i] =
          element(
              0xBB,
              number(0xB3, i * 1000L),
              element(0xB7, number(0xF7, 1), number(0xF1, position)));
      position += clusters[i].length;
    }
    return element(0x1C53BB6B, points);
  }

  private static byte[] number(int id, long value) {
    return element(id, ByteBuffer.allocate(8).putLong(value).array());
  }

  private static byte[] text(int id, String value) {
    return element(id, value.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns an EBML element: its id, its length in eight bytes, and its content. */
  private static byte[] element(int id, byte[]... content) {
    byte[] bytes = join(content);
    int idLength = (Integer.SIZE - Integer.numberOfLeadingZeros(id) + 7) / 8;
    ByteBuffer element = ByteBuffer.allocate(idLength + 8 + bytes.length);
    for (int shift = 8 * (idLength - 1); shift >= 0; shift -= 8) {
      element.put((byte) (id >> shift));
    }
    return element.putLong(0x0100_0000_0000_0000L | bytes.length).put(bytes).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
