package dev.signalbox.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that is never printed: not by {@code toString}, not in logs, not on pages. */
public record Secret(String reveal) {

  /** Compares without telling by its duration how much was right. */
  public boolean matches(String offered) {
    return MessageDigest.isEqual(
        reveal.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
