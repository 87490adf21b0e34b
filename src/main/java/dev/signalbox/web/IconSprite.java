package dev.signalbox.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/**
 * An SVG sprite of the icons that {@code assets/icons.txt} lists.
 *
 * @param names the names of the icons in the WebJar
 */
record IconSprite(List<String> names) {

  private static final Pattern BODY = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);

  /** Reads a list of names, one per line. */
  static IconSprite read(Resource list) throws IOException {
    return new IconSprite(list.getContentAsString(StandardCharsets.UTF_8).lines().toList());
  }

  String svg() {
    StringBuilder sprite = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for (String name : names) {
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
    try {
      Matcher svg =
          BODY.matcher(
              WebJar.file("tabler__icons", "icons/outline/" + name + ".svg")
                  .getContentAsString(StandardCharsets.UTF_8));
      if (!svg.find()) {
        throw new IllegalStateException("The icon " + name + " is not an SVG.");
      }
      return svg.group(1).replaceAll("\\s*\\n\\s*", "");
    } catch (IOException e) {
      throw new UncheckedIOException("Missing icon in the WebJar: " + name, e);
    }
  }
}
