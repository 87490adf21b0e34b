package dev.signalbox.nomad.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names jobs by their metadata, because CI servers dispatch builds as jobs with generated ids. The
 * metadata is untrusted: names are stripped of control characters and truncated.
 */
final class JobNames {

  private static final int MAX_LENGTH = 200;
  private static final Pattern KEY = Pattern.compile("\\{([^{}]++)}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}++");

  /** Ignores the metadata. */
  static final JobNames OF_NOMAD = new JobNames(List.of());

  private final List<String> patterns;

  /**
   * Creates the names.
   *
   * @param patterns text with metadata keys in braces; the first one of which the job has all keys
   *     is used
   */
  JobNames(List<String> patterns) {
    this.patterns = patterns;
  }

  /**
   * Returns the name of a job: from its metadata, or else Nomad's name, which is the id for
   * dispatched jobs.
   */
  String of(String id, String nomadName, Map<String, String> meta) {
    if (!meta.isEmpty()) {
      for (String pattern : patterns) {
        @Nullable String name = fill(pattern, meta);
        if (name != null) {
          return name;
        }
      }
    }
    return nomadName.equals(id) ? id : nomadName;
  }

  private static @Nullable String fill(String pattern, Map<String, String> meta) {
    StringBuilder name = new StringBuilder();
    Matcher key = KEY.matcher(pattern);
    while (key.find()) {
      String value = meta.getOrDefault(key.group(1), "");
      if (value.isBlank()) {
        return null;
      }
      key.appendReplacement(name, Matcher.quoteReplacement(value));
    }
    String text = CONTROL.matcher(key.appendTail(name)).replaceAll(" ").strip();
    return text.isEmpty() ? null : text.length() > MAX_LENGTH ? truncate(text) : text;
  }

  private static String truncate(String text) {
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return text.substring(0, end);
  }
}
