package dev.signalbox.accounts.sessions;

import dev.signalbox.web.Dangerous;
import dev.signalbox.web.LocalPath;
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
 * Asks for a fresh sign-in before an act marked {@link Dangerous} and leads back to the same place
 * after it.
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
    boolean dangerous =
        handler instanceof HandlerMethod method && method.hasMethodAnnotation(Dangerous.class);
    if (!dangerous || fresh()) {
      return true;
    }
    String to = "/sign-in/again?to=" + URLEncoder.encode(cameFrom(request), StandardCharsets.UTF_8);
    if (request.getHeader("HX-Request") == null) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, to);
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      response.setHeader("HX-Redirect", to);
    }
    return false;
  }

  private boolean fresh() {
    return SignedIn.current()
        .map(SignedIn::session)
        .filter(session -> SessionRules.freshlySignedIn(session, clock.instant()))
        .isPresent();
  }

  /** The page the person looks at: of a form sent, the page the form is on. */
  private static String cameFrom(HttpServletRequest request) {
    @Nullable String page = request.getHeader("HX-Current-URL");
    if (page == null && !"GET".equals(request.getMethod())) {
      page = request.getHeader(HttpHeaders.REFERER);
    }
    return page == null ? here(request) : LocalPath.of(withoutHost(page));
  }

  private static String here(HttpServletRequest request) {
    String query = request.getQueryString();
    return LocalPath.of(
        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
  }

  // only path and query are taken: whatever host it names, the way leads back to this console
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
