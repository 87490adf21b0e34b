package dev.signalbox.web;

import dev.signalbox.settings.Settings;
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
 * The second wall against forged requests, in front of the CSRF token: a browser that says a change
 * comes from another site is not listened to. Clients that say nothing (curl, GitHub) pass on.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ForeignSites extends OncePerRequestFilter {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final String ourOrigin;

  ForeignSites(Settings settings) {
    ourOrigin = settings.publicUrl().toString();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!SAFE.contains(request.getMethod()) && comesFromElsewhere(request)) {
      response.sendError(
          HttpStatus.FORBIDDEN.value(), "This change was asked for by a page of another site.");
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean comesFromElsewhere(HttpServletRequest request) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !origin.equalsIgnoreCase(ourOrigin);
  }
}
