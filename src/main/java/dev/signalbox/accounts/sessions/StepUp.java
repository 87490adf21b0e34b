package dev.signalbox.accounts.sessions;

import dev.signalbox.web.OriginPage;
import dev.signalbox.web.RequiresReauthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
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

  private final ConsoleSessionRepository sessions;
  private final Clock clock;

  StepUp(ConsoleSessionRepository sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    @Nullable RequiresReauthentication required =
        handler instanceof HandlerMethod method
            ? method.getMethodAnnotation(RequiresReauthentication.class)
            : null;
    if (required == null || isReauthenticated(required)) {
      return true;
    }
    String to =
        "/sign-in/again?to="
            + URLEncoder.encode(OriginPage.of(request), StandardCharsets.UTF_8)
            + (required.byGitHub() ? "&with=github" : "");
    if (request.getHeader("HX-Request") == null) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, to);
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      response.setHeader("HX-Redirect", to);
    }
    return false;
  }

  private boolean isReauthenticated(RequiresReauthentication required) {
    Instant now = clock.instant();
    @Nullable LiveSession session =
        OperatorAuthentication.current().map(OperatorAuthentication::session).orElse(null);
    if (session == null
        || !SessionRules.isReauthenticated(session, required.value(), now)
        || (required.byGitHub() && !session.isConfirmedByGitHub())) {
      return false;
    }
    if (SessionRules.shouldRecordAction(session, now)) {
      sessions.recordAction(session);
    }
    return true;
  }
}
