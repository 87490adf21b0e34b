package dev.signalbox.web;

import dev.signalbox.settings.ConsoleProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects cross-site requests that change state, as a second defense in addition to the CSRF token.
 * Evaluates {@code Sec-Fetch-Site}, or {@code Origin} if that is missing. Requests with neither
 * header, such as those of curl or GitHub webhooks, pass.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class CrossSiteFilter extends OncePerRequestFilter {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final String publicOrigin;

  CrossSiteFilter(ConsoleProperties settings) {
    publicOrigin = settings.publicUrl().toString();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!SAFE.contains(request.getMethod()) && isCrossSite(request)) {
      response.sendError(HttpStatus.FORBIDDEN.value(), "Cross-site requests are not allowed.");
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean isCrossSite(HttpServletRequest request) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !origin.equalsIgnoreCase(publicOrigin);
  }
}
