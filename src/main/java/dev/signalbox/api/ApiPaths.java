package dev.signalbox.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** The paths of the API; {@code /api} itself is a page. */
public final class ApiPaths {

  static final String PREFIX = "/api/";

  private ApiPaths() {}

  /** Whether a request is for the API, by the path as decoded by the container. */
  public static boolean covers(HttpServletRequest request) {
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    return path.startsWith(PREFIX);
  }
}
