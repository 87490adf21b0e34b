package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.settings.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The separate origin of artifacts, if there is one, and their URLs. */
@Component
class ArtifactOrigin {

  private final Origin console;
  private final @Nullable Origin origin;

  ArtifactOrigin(ConsoleProperties settings) {
    console = settings.publicUrl();
    origin = settings.artifactsOrigin();
  }

  boolean isSeparate() {
    return origin != null;
  }

  /** Returns whether a request was sent to the separate origin instead of the console. */
  boolean receives(HttpServletRequest request) {
    return origin != null && origin.host().equalsIgnoreCase(request.getServerName());
  }

  /** Returns the URL of a path on the separate origin. */
  String url(String path) {
    return Objects.requireNonNull(origin) + path;
  }

  /** Returns the URL of a path on the console. */
  String consoleUrl(String path) {
    return console + path;
  }

  /** Returns whether a request is for an artifact, also if the container rejects its path. */
  static boolean isArtifact(@Nullable Object path) {
    return path instanceof String text
        && (text.startsWith(ArtifactLinks.FILES) || (text + "/").equals(ArtifactLinks.FILES));
  }
}
