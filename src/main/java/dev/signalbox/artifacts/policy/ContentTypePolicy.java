package dev.signalbox.artifacts.policy;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides what browsers do with files, by declared content type and file name. The content is never
 * inspected: a file can be valid as two types at once.
 *
 * @param rendered types that are rendered; those that may contain scripts only with {@code
 *     allowUnsafe}
 * @param plainText types whose source is shown; with {@code allowUnsafe}, those that may contain
 *     scripts are rendered
 * @param allowUnsafe whether types that may contain scripts are rendered
 */
public record ContentTypePolicy(Set<String> rendered, Set<String> plainText, boolean allowUnsafe) {

  /** The policy of a new installation. */
  public static final ContentTypePolicy DEFAULT =
      new ContentTypePolicy(
          Set.of(
              "text/plain",
              "application/json",
              "image/png",
              "image/jpeg",
              "image/gif",
              "image/bmp",
              "video/webm",
              "video/ogg",
              "video/mp4",
              "audio/webm",
              "audio/aac",
              "audio/mp4",
              "audio/mpeg",
              "audio/ogg",
              "audio/wav"),
          Set.of(
              "text/html",
              "text/css",
              "text/javascript",
              "text/ecmascript",
              "application/javascript",
              "application/ecmascript",
              "text/xml"),
          false);

  public ContentTypePolicy {
    rendered = Collections.unmodifiableSet(new TreeSet<>(rendered));
    plainText = Collections.unmodifiableSet(new TreeSet<>(plainText));
  }

  /**
   * Decides about a file.
   *
   * @param declaredType the header {@code Content-Type} with which the file was stored; null or
   *     empty if there is none. The file name counts only without one, or if it is a generic type.
   */
  public ContentDecision decide(@Nullable String declaredType, String fileName) {
    String given = Objects.requireNonNullElse(declaredType, "");
    Optional<String> declared = ContentTypes.parse(given);
    if (!given.isBlank() && declared.isEmpty()) {
      return ContentDecision.download(
          "The declared content type is malformed or not a single type.");
    }
    Optional<String> type =
        declared
            .filter(known -> !ContentTypes.isGeneric(known))
            .or(() -> ContentTypes.ofFileName(fileName));
    return type.map(this::decide)
        .orElseGet(
            () ->
                ContentDecision.download(
                    "The content type is unknown: none is declared, and the file name has no known"
                        + " extension."));
  }

  /** Returns the list that contains a type; {@code DOWNLOAD} for a type that is on neither. */
  Disposition listed(String type) {
    if (rendered.contains(type)) {
      return Disposition.RENDER;
    }
    return plainText.contains(type) ? Disposition.PLAIN_TEXT : Disposition.DOWNLOAD;
  }

  /** Returns the policy with a type on another list. */
  ContentTypePolicy with(String type, Disposition list) {
    return new ContentTypePolicy(
        changed(rendered, type, list == Disposition.RENDER),
        changed(plainText, type, list == Disposition.PLAIN_TEXT),
        allowUnsafe);
  }

  /** Returns the policy with or without rendering of types that may contain scripts. */
  ContentTypePolicy withUnsafe(boolean allowed) {
    return new ContentTypePolicy(rendered, plainText, allowed);
  }

  private static Set<String> changed(Set<String> types, String type, boolean contained) {
    Set<String> copy = new TreeSet<>(types);
    if (contained) {
      copy.add(type);
    } else {
      copy.remove(type);
    }
    return copy;
  }

  /** Decides about files of a type. */
  ContentDecision decide(String type) {
    if (rendered.contains(type)) {
      return decideRendered(type);
    }
    if (!plainText.contains(type)) {
      return ContentDecision.download(type + " is not on a list, so it is downloaded.");
    }
    return allowUnsafe && ContentTypes.isActive(type)
        ? render(type, type + " is rendered because unsafe types are allowed.")
        : ContentDecision.plainText(type + " is shown as plain text.");
  }

  private ContentDecision decideRendered(String type) {
    if (allowUnsafe || !ContentTypes.isActive(type)) {
      return render(type, type + " is rendered.");
    }
    String reason = type + " may contain scripts and is rendered only if unsafe types are allowed.";
    return ContentTypes.isText(type)
        ? ContentDecision.plainText(reason)
        : ContentDecision.download(reason);
  }

  private static ContentDecision render(String type, String reason) {
    return new ContentDecision(Disposition.RENDER, ContentTypes.header(type), reason);
  }
}
