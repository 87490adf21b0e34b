package dev.signalbox.browser;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A file whose content or name attacks the console.
 *
 * @param name the name or path in its folder; unique
 * @param type the declared content type, or null
 * @param content contains {@link HostileScript#text()} in a form that some program would run
 * @param charset the encoding in which it is stored
 * @param runs whether Chromium runs the script if the file is rendered and scripts are allowed
 */
record HostileFile(
    String name, @Nullable String type, String content, Charset charset, boolean runs) {

  byte[] bytes() {
    return content.getBytes(charset);
  }

  @Override
  public String toString() {
    return name + " (" + type + ")";
  }
}
