package dev.signalbox.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** Builds an SVG sprite of the icons in use from the WebJar. */
final class IconSprite {

  /** The icons that templates may use. */
  static final List<String> NAMES =
      List.of(
          "activity",
          "alert-circle",
          "alert-triangle",
          "arrow-bar-to-down",
          "arrow-down",
          "arrow-left",
          "arrow-up",
          "ban",
          "bolt",
          "brand-github",
          "camera",
          "chart-line",
          "check",
          "chevron-down",
          "chevron-left",
          "chevron-right",
          "circle-check",
          "circle-dashed",
          "circle-x",
          "clock",
          "code",
          "copy",
          "cpu",
          "database",
          "device-desktop",
          "device-mobile",
          "devices",
          "download",
          "eraser",
          "external-link",
          "eye",
          "file-text",
          "filter",
          "flag",
          "git-branch",
          "hand-stop",
          "help-circle",
          "history",
          "hourglass",
          "inbox",
          "info-circle",
          "key",
          "key-off",
          "keyboard",
          "layout-dashboard",
          "link",
          "list-details",
          "list-search",
          "loader-2",
          "lock",
          "logout",
          "menu-2",
          "moon",
          "player-pause",
          "player-play",
          "player-skip-forward",
          "player-stop",
          "plug-connected",
          "plus",
          "refresh",
          "rotate-clockwise",
          "route",
          "search",
          "server-2",
          "settings",
          "shield-check",
          "shield-lock",
          "skull",
          "stack-2",
          "sun",
          "table",
          "terminal-2",
          "text-wrap",
          "topology-ring-3",
          "topology-star",
          "trash",
          "user",
          "user-check",
          "user-circle",
          "user-off",
          "user-plus",
          "users",
          "x",
          "zoom-exclamation");

  private static final String FOLDER =
      "META-INF/resources/webjars/tabler__icons/3.35.0/icons/outline/";
  private static final Pattern BODY = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);

  private IconSprite() {}

  static String sprite() {
    StringBuilder sprite = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for (String name : NAMES) {
      sprite
          .append("<symbol id=\"")
          .append(name)
          .append("\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\"")
          .append(" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">")
          .append(body(name))
          .append("</symbol>");
    }
    return sprite.append("</svg>").toString();
  }

  private static String body(String name) {
    try (InputStream in = new ClassPathResource(FOLDER + name + ".svg").getInputStream()) {
      Matcher svg = BODY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!svg.find()) {
        throw new IllegalStateException("The icon " + name + " is not an SVG.");
      }
      return svg.group(1).replaceAll("\\s*\\n\\s*", "");
    } catch (IOException e) {
      throw new UncheckedIOException("Missing icon in the WebJar: " + name, e);
    }
  }
}
