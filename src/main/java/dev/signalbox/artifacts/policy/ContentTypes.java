package dev.signalbox.artifacts.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaTypeFactory;

/**
 * Media types as {@code type/subtype} in lower case. Different names of one type, such as {@code
 * image/jpg} and {@code image/jpeg}, are replaced by a single one.
 */
public final class ContentTypes {

  /** The characters and lengths of RFC 6838, section 4.2. */
  private static final String NAME = "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}";

  private static final Pattern TYPE = Pattern.compile(NAME + "/" + NAME);

  /** A header value: the type, and parameters, which are ignored. */
  private static final Pattern HEADER = Pattern.compile("[ \t]*([^;, \t]+)[ \t]*(;[^,]*)?");

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("image/jpg", "image/jpeg"),
          Map.entry("image/pjpeg", "image/jpeg"),
          Map.entry("image/x-png", "image/png"),
          Map.entry("image/x-bmp", "image/bmp"),
          Map.entry("image/x-ms-bmp", "image/bmp"),
          Map.entry("audio/mp3", "audio/mpeg"),
          Map.entry("audio/wave", "audio/wav"),
          Map.entry("audio/x-wav", "audio/wav"),
          Map.entry("audio/vnd.wave", "audio/wav"),
          Map.entry("audio/x-aac", "audio/aac"),
          Map.entry("audio/x-m4a", "audio/mp4"),
          // RFC 7303 defines both as the same type
          Map.entry("application/xml", "text/xml"),
          Map.entry("text/x-json", "application/json"),
          Map.entry("text/json", "application/json"),
          Map.entry("text/x-javascript", "text/javascript"),
          Map.entry("application/x-javascript", "application/javascript"),
          Map.entry("application/x-ecmascript", "application/ecmascript"),
          Map.entry("text/x-ecmascript", "text/ecmascript"));

  /** Types that stores and clients set if they don't know the type. */
  private static final Set<String> GENERIC =
      Set.of(
          "application/octet-stream",
          "binary/octet-stream",
          "application/x-binary",
          "application/unknown");

  /** Parts of the names of subtypes whose scripts browsers or plug-ins may run. */
  private static final List<String> ACTIVE_PARTS =
      List.of("html", "xml", "svg", "xsl", "script", "css", "pdf", "flash", "silverlight");

  private static final Set<String> ACTIVE_FAMILIES = Set.of("multipart", "message", "model");

  private ContentTypes() {}

  /**
   * Parses the value of a header {@code Content-Type} without its parameters.
   *
   * @return empty if it is malformed, a wildcard, or more than one type
   */
  public static Optional<String> parse(String value) {
    Matcher header = HEADER.matcher(value.toLowerCase(Locale.ROOT));
    if (!header.matches() || value.chars().anyMatch(c -> c != '\t' && (c < ' ' || c > '~'))) {
      return Optional.empty();
    }
    String type = header.group(1);
    return TYPE.matcher(type).matches()
        ? Optional.of(ALIASES.getOrDefault(type, type))
        : Optional.empty();
  }

  /** Returns the type that the extension of a file name denotes; empty if it is unknown. */
  static Optional<String> ofFileName(String fileName) {
    return MediaTypeFactory.getMediaType(fileName.toLowerCase(Locale.ROOT))
        .flatMap(type -> parse(type.toString()))
        .filter(type -> !isGeneric(type));
  }

  /** Returns whether a type only says that the content is binary or unknown. */
  static boolean isGeneric(String type) {
    return GENERIC.contains(type);
  }

  /** Returns whether files of a type may contain scripts, or refer to other documents. */
  public static boolean isActive(String type) {
    int slash = type.indexOf('/');
    String subtype = type.substring(slash + 1);
    return ACTIVE_FAMILIES.contains(type.substring(0, slash))
        || ACTIVE_PARTS.stream().anyMatch(subtype::contains);
  }

  /** Returns whether files of a type are text, so that their source can be shown. */
  static boolean isText(String type) {
    return type.startsWith("text/")
        || type.endsWith("/json")
        || type.endsWith("+json")
        || type.endsWith("/xml")
        || type.endsWith("+xml")
        || type.endsWith("script");
  }

  /**
   * Returns the header {@code Content-Type} of a type. All text is UTF-8: without a character set,
   * a browser guesses one, such as UTF-7 or UTF-16, in which harmless bytes become markup.
   */
  static String header(String type) {
    return isText(type) && !type.endsWith("json") ? type + "; charset=utf-8" : type;
  }
}
