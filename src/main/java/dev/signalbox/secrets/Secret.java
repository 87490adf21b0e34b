package dev.signalbox.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A confidential text, which {@code toString} does not reveal. */
public record Secret(String reveal) {

  /** Compares in constant time. */
  public boolean matches(String offered) {
    return MessageDigest.isEqual(
        reveal.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
