package dev.signalbox.api;

import java.util.Locale;

/** Converts Java names to the field names of JSON bodies, problems and the OpenAPI document. */
final class JsonFieldNames {

  private JsonFieldNames() {}

  /** {@code expiresAt} becomes {@code expires_at}. */
  static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
