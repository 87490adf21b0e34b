package dev.signalbox.artifacts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** Keys of artifacts, as text and as path of a URL. */
public final class ArtifactKey {

  /** The limit of Amazon S3. */
  public static final int MAX_BYTES = 1024;

  private static final List<String> INVALID_SEGMENTS = List.of("", ".", "..");

  private ArtifactKey() {}

  /**
   * Decodes the path of a URL, in which only slashes that are not encoded separate segments.
   *
   * @return empty if it is malformed, or not the encoded form of a valid key or folder
   */
  public static Optional<String> decode(String path) {
    List<Optional<String>> segments =
        Arrays.stream(path.split("/", -1)).map(ArtifactKey::decodeSegment).toList();
    if (segments.stream().anyMatch(segment -> segment.filter(ArtifactKey::hasNoSlash).isEmpty())) {
      return Optional.empty();
    }
    String key = segments.stream().map(Optional::get).collect(Collectors.joining("/"));
    return isFolder(key) || isValid(key) ? Optional.of(key) : Optional.empty();
  }

  /** Encodes a key or folder for the path of a URL. */
  public static String encode(String key) {
    return Arrays.stream(key.split("/", -1))
        .map(segment -> UriUtils.encode(segment, StandardCharsets.UTF_8))
        .collect(Collectors.joining("/"));
  }

  /** Returns the last segment of a key. */
  static String fileName(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Returns whether a text can be the key of an artifact. */
  public static boolean isValid(String key) {
    return Arrays.stream(key.split("/", -1)).noneMatch(INVALID_SEGMENTS::contains)
        && key.indexOf('\0') < 0
        && key.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  /** Returns whether a text can be the key of a folder: empty, or with a final slash. */
  public static boolean isFolder(String key) {
    return key.isEmpty() || (key.endsWith("/") && isValid(key.substring(0, key.length() - 1)));
  }

  private static boolean hasNoSlash(String segment) {
    return segment.indexOf('/') < 0;
  }

  private static Optional<String> decodeSegment(String segment) {
    byte[] bytes = new byte[segment.length()];
    int length = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c > '~') {
        return Optional.empty();
      }
      if (c == '%') {
        int high = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
        int low = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    try {
      // strict: no overlong forms and no surrogates
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
