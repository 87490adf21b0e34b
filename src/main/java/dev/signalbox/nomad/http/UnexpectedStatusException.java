package dev.signalbox.nomad.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A response with a status that the request does not accept.
 *
 * <p>The status is 0 for an error text within a stream.
 */
final class UnexpectedStatusException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String text;
  private final @Nullable String location;

  UnexpectedStatusException(int status, String text, @Nullable String location) {
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
