package dev.signalbox.accounts.sessions;

import dev.signalbox.web.LocalPath;
import dev.signalbox.web.RequiresReauthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Requires re-authentication before a handler marked {@link RequiresReauthentication} and returns
 * to the same page afterwards.
 */
@Component
class StepUp implements HandlerInterceptor {

  private final Clock clock;

  StepUp(Clock clock) {
    this.clock = clock;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean required =
        handler instanceof HandlerMethod method
            && method.hasMethodAnnotation(RequiresReauthentication.class);
    if (!required || isRecentlySignedIn()) {
      return true;
    }
    String to =
        "/sign-in/again?to=" + URLEncoder.encode(returnPath(request), StandardCharsets.UTF_8);
    if (request.getHeader("HX-Request") == null) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, to);
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      response.setHeader("HX-Redirect", to);
    }
    return false;
  }

  private boolean isRecentlySignedIn() {
    return OperatorAuthentication.current()
        .map(OperatorAuthentication::session)
        .filter(session -> SessionRules.isRecentlySignedIn(session, clock.instant()))
        .isPresent();
  }

  /** The page the user is on; for a submitted form, the page that contains it. */
  private static String returnPath(HttpServletRequest request) {
    @Nullable String page = request.getHeader("HX-Current-URL");
    if (page == null && !"GET".equals(request.getMethod())) {
      page = request.getHeader(HttpHeaders.REFERER);
    }
    return page == null ? requestedPath(request) : LocalPath.of(withoutHost(page));
  }

  private static String requestedPath(HttpServletRequest request) {
    String query = request.getQueryString();
    return LocalPath.of(
        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
  }

  // Drops the host, so that the redirect can't leave the console.
  private static @Nullable String withoutHost(String url) {
    try {
      URI uri = new URI(url);
      return uri.getRawQuery() == null
          ? uri.getRawPath()
          : uri.getRawPath() + "?" + uri.getRawQuery();
    } catch (java.net.URISyntaxException e) {
      return null;
    }
  }
}
