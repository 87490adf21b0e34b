package dev.signalbox.nomad.history;

import java.util.regex.Pattern;

/**
 * What builds of one kind have in common in their names: {@code acme/api} of {@code acme/api
 * #1041}, {@code build} of {@code build/dispatch-1764072000-1f3a}.
 */
final class BuildKind {

  private static final Pattern MADE_OF_ANOTHER =
      Pattern.compile("/(dispatch|periodic)-[0-9a-f-]+$");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern NUMBER = Pattern.compile("[\\s#_:./-]*[0-9]+$");

  private BuildKind() {}

  /** Empty for a name that is only an id. */
  static String of(String name) {
    String kind = MADE_OF_ANOTHER.matcher(name).replaceFirst("");
    kind = UUID.matcher(kind).replaceAll("");
    return NUMBER.matcher(kind.strip()).replaceFirst("").strip();
  }
}
