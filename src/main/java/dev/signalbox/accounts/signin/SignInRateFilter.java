package dev.signalbox.accounts.signin;

import dev.signalbox.coordination.RateLimiter;
import dev.signalbox.coordination.RateLimiter.Attempt;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the redirects to GitHub per IP address. */
final class SignInRateFilter extends OncePerRequestFilter {

  private final RateLimiter limiter;

  SignInRateFilter(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !GitHubAuthorizationRequestResolver.isSignInStart(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Duration> wait = limiter.countFrom(request.getRemoteAddr(), Attempt.SIGN_IN_START);
    if (wait.isPresent()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds() + 1));
      response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
      return;
    }
    chain.doFilter(request, response);
  }
}
