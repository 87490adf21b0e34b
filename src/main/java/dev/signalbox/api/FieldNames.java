package dev.signalbox.api;

import java.util.Locale;

/** Fields have one spelling in JSON, in refusals and in the document. */
final class FieldNames {

  private FieldNames() {}

  /** {@code expiresAt} becomes {@code expires_at}. */
  static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
