package dev.signalbox.nomad.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was not asked for.
 *
 * <p>Its status is 0 for what Nomad says in the middle of a stream.
 */
final class Refusal extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String text;
  private final @Nullable String location;

  Refusal(int status, String text, @Nullable String location) {
    super("status " + status);
    this.status = status;
    this.text = text;
    this.location = location;
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }

  @Nullable String location() {
    return location;
  }
}
