package dev.signalbox.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.webjars.WebJarVersionLocator;

/** Files of WebJars. Their versions are those of pom.xml. */
final class WebJar {

  private static final WebJarVersionLocator LOCATOR = new WebJarVersionLocator();

  private WebJar() {}

  /**
   * Returns a file of a WebJar.
   *
   * @throws NullPointerException if the WebJar is missing
   */
  static Resource file(String webJar, String path) {
    @Nullable String fullPath = LOCATOR.fullPath(webJar, path);
    return new ClassPathResource(
        Objects.requireNonNull(fullPath, () -> "Missing WebJar: " + webJar));
  }
}
