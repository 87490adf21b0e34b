package dev.signalbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the security headers of responses of the application. Runs before all other filters, so that
 * error responses and static files have them too. {@link RejectedRequestValve} sets those of
 * responses of Tomcat.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeadersFilter extends OncePerRequestFilter {

  private static final String ACCEPTED = SecurityHeadersFilter.class.getName() + ".accepted";

  private final SecurityHeaders headers;

  SecurityHeadersFilter(SecurityHeaders headers) {
    this.headers = headers;
  }

  /** Returns whether Tomcat passed the request to the filters before an error occurred. */
  static boolean isAccepted(HttpServletRequest request) {
    return request.getAttribute(ACCEPTED) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    headers.setOn(response);
    request.setAttribute(ACCEPTED, true);
    chain.doFilter(request, response);
  }
}
