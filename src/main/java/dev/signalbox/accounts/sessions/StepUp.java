package dev.signalbox.accounts.sessions;

import dev.signalbox.web.OriginPage;
import dev.signalbox.web.RequiresReauthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
        "/sign-in/again?to=" + URLEncoder.encode(OriginPage.of(request), StandardCharsets.UTF_8);
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
}
