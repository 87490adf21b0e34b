package dev.signalbox.audit.seal;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The newest seal as it is told outside the database: with it, a chain whose end was cut off is no
 * longer whole.
 *
 * @param mac in hexadecimal digits
 */
record Checkpoint(long seal, String mac) {

  static Checkpoint of(Seal seal) {
    return new Checkpoint(seal.number(), HexFormat.of().formatHex(seal.mac()));
  }

  /** Reads what a log or a person wrote as number, colon, digits. */
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

  /** What {@link #parse} reads. */
  String text() {
    return seal + ":" + mac;
  }

  /** The line of the log. */
  String line(long events, Instant at) {
    return "Audit checkpoint: seal %d, mac %s, %,d events, %s".formatted(seal, mac, events, at);
  }
}
