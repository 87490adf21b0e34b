package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.coordination.RateLimiter;
import dev.signalbox.coordination.RateLimiter.Attempt;
import dev.signalbox.secrets.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Authorizes scrapes by bearer token. Accepts two tokens, so that they can be rotated. */
@Component
class PrometheusTokens
    implements AuthorizationManager<RequestAuthorizationContext>, AuthenticationEntryPoint {

  /** Schemes are compared regardless of case, as RFC 9110 requires. */
  private static final String SCHEME = "Bearer ";

  private final List<Secret> tokens;
  private final RateLimiter limiter;

  PrometheusTokens(AccountsProperties settings, RateLimiter limiter) {
    this.tokens = settings.prometheusTokens();
    this.limiter = limiter;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    String header = context.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
    boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return new AuthorizationDecision(bearer && isAccepted(header.substring(SCHEME.length())));
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
    Optional<Duration> wait =
        request.getHeader(HttpHeaders.AUTHORIZATION) == null
            ? Optional.empty()
            : limiter.countFrom(request.getRemoteAddr(), Attempt.INVALID_METRICS_TOKEN);
    if (wait.isPresent()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds() + 1));
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  private boolean isAccepted(String offered) {
    return tokens.stream().anyMatch(token -> token.matches(offered));
  }
}
