package dev.signalbox.audit.seal;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The number and MAC of the newest seal, published outside the database to detect truncation of the
 * chain.
 *
 * @param mac in hexadecimal digits
 */
record Checkpoint(long seal, String mac) {

  static Checkpoint of(Seal seal) {
    return new Checkpoint(seal.number(), HexFormat.of().formatHex(seal.mac()));
  }

  /** Parses {@code number:mac}. */
  static Checkpoint parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "A checkpoint is a number, a colon and hexadecimal digits.");
    }
    String mac = text.substring(colon + 1);
    HexFormat.of().parseHex(mac);
    return new Checkpoint(Long.parseLong(text.substring(0, colon)), mac);
  }

  boolean isOf(byte[] other) {
    return Arrays.equals(HexFormat.of().parseHex(mac), other);
  }

  /** Formats the checkpoint for {@link #parse}. */
  String text() {
    return seal + ":" + mac;
  }

  /** Formats the line for the application log. */
  String line(long events, Instant at) {
    return "Audit checkpoint: seal %d, mac %s, %,d %s, %s"
        .formatted(seal, mac, events, events == 1 ? "event" : "events", at);
  }
}
