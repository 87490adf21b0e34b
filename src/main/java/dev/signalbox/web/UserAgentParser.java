package dev.signalbox.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives a display name such as {@code Firefox on Linux} from a User-Agent header. */
public final class UserAgentParser {

  // Order matters: Edge and Opera also contain "Chrome/", and Chrome contains "Safari/".
  private static final List<String[]> BROWSERS =
      List.of(
          new String[] {"Edg/", "Edge"},
          new String[] {"EdgA/", "Edge"},
          new String[] {"EdgiOS/", "Edge"},
          new String[] {"OPR/", "Opera"},
          new String[] {"Firefox/", "Firefox"},
          new String[] {"FxiOS/", "Firefox"},
          new String[] {"Chrome/", "Chrome"},
          new String[] {"CriOS/", "Chrome"},
          new String[] {"Safari/", "Safari"},
          new String[] {"curl/", "curl"});
  private static final List<String[]> SYSTEMS =
      List.of(
          new String[] {"Android", "Android"},
          new String[] {"iPhone", "iPhone"},
          new String[] {"iPad", "iPad"},
          new String[] {"Mac OS X", "macOS"},
          new String[] {"Windows", "Windows"},
          new String[] {"Linux", "Linux"});

  private UserAgentParser() {}

  public static String describe(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isBlank()) {
      return "Unknown device";
    }
    String browser = first(BROWSERS, userAgent, "Other browser");
    String system = first(SYSTEMS, userAgent, "");
    return system.isEmpty() ? browser : browser + " on " + system;
  }

  private static String first(List<String[]> names, String userAgent, String otherwise) {
    return names.stream()
        .filter(name -> userAgent.contains(name[0]))
        .map(name -> name[1])
        .findFirst()
        .orElse(otherwise);
  }
}
