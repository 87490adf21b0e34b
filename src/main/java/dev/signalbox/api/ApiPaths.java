package dev.signalbox.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Which addresses belong to the API; {@code /api} itself is a page for people. */
public final class ApiPaths {

  static final String BELOW = "/api/";

  private ApiPaths() {}

  /** Whether a request is a call of the API; the path is compared as the container decoded it. */
  public static boolean covers(HttpServletRequest request) {
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    return path.startsWith(BELOW);
  }
}
