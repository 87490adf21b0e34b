package dev.signalbox.accounts.api;

import dev.signalbox.accounts.tokens.ApiCaller;
import dev.signalbox.accounts.tokens.TokenAuthenticator;
import dev.signalbox.accounts.tokens.TokenValidity;
import dev.signalbox.coordination.RateLimiter;
import dev.signalbox.coordination.RateLimiter.Attempt;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates requests by token. The token is read from {@code Authorization: Bearer}, from a
 * bare {@code Authorization} header, or from {@code Circle-Token}, which CircleCI tools send.
 */
public final class BearerFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";

  private final TokenAuthenticator authenticator;
  private final ApiAccessErrorHandler errorHandler;
  private final RateLimiter limiter;

  /** Creates a filter for one chain. */
  public BearerFilter(
      TokenAuthenticator authenticator, ApiAccessErrorHandler errorHandler, RateLimiter limiter) {
    this.authenticator = authenticator;
    this.errorHandler = errorHandler;
    this.limiter = limiter;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> token = readToken(request);
    if (token.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    switch (authenticator.authenticate(token.get(), request.getRemoteAddr())) {
      case TokenValidity.Accepted accepted -> proceed(accepted.caller(), request, response, chain);
      case TokenValidity.Rejected rejected -> reject(rejected, request, response);
      case TokenValidity.Unconfirmed unconfirmed ->
          errorHandler.unconfirmed(unconfirmed.since(), response);
    }
  }

  private void reject(
      TokenValidity.Rejected rejected, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Duration> wait = limiter.countFrom(request.getRemoteAddr(), Attempt.INVALID_TOKEN);
    if (wait.isPresent()) {
      errorHandler.tooManyAttempts(wait.get(), response);
    } else {
      errorHandler.invalidToken(rejected.why(), response);
    }
  }

  private static void proceed(
      ApiCaller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    SecurityContextHolder.setContext(new SecurityContextImpl(caller));
    MDC.put("token.id", caller.token().toString());
    MDC.put("token.name", caller.tokenName());
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove("token.id");
      MDC.remove("token.name");
    }
  }

  private static Optional<String> readToken(HttpServletRequest request) {
    @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Optional.ofNullable(request.getHeader("Circle-Token")).map(String::strip);
    }
    boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return Optional.of(header.substring(bearer ? BEARER.length() : 0).strip());
  }
}
