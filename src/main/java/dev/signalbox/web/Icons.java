package dev.signalbox.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The icons in use, assembled into one sprite from the icons' WebJar; the rest stays there. */
final class Icons {

  /** Every icon a template may name. */
  static final List<String> NAMES =
      List.of(
          "alert-circle",
          "alert-triangle",
          "arrow-down",
          "arrow-left",
          "arrow-up",
          "ban",
          "brand-github",
          "check",
          "chevron-down",
          "chevron-left",
          "chevron-right",
          "circle-check",
          "circle-x",
          "clock",
          "code",
          "copy",
          "device-desktop",
          "device-mobile",
          "devices",
          "download",
          "external-link",
          "filter",
          "help-circle",
          "history",
          "hourglass",
          "info-circle",
          "inbox",
          "key",
          "key-off",
          "keyboard",
          "layout-dashboard",
          "list-details",
          "lock",
          "logout",
          "menu-2",
          "moon",
          "player-play",
          "plug-connected",
          "plus",
          "refresh",
          "search",
          "settings",
          "shield-check",
          "shield-lock",
          "sun",
          "user",
          "user-check",
          "user-circle",
          "user-off",
          "user-plus",
          "users",
          "x");

  private static final String FOLDER =
      "META-INF/resources/webjars/tabler__icons/3.35.0/icons/outline/";
  private static final Pattern BODY = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);

  private Icons() {}

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
        throw new IllegalStateException("The icon " + name + " is no SVG.");
      }
      return svg.group(1).replaceAll("\\s*\\n\\s*", "");
    } catch (IOException e) {
      throw new UncheckedIOException("The icons' WebJar lacks " + name, e);
    }
  }
}
