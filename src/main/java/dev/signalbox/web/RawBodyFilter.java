package dev.signalbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Keeps the bodies of routes that read them as bytes from being parsed as forms. By default, curl
 * sends {@code --data-binary} as a form.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RawBodyFilter extends OncePerRequestFilter {

  /** A test compares them with the handlers that read bytes. */
  static final List<String> ROUTES =
      List.of(
          "/api/v1/audit-events",
          "/api/v1/audit-imports/{id}/chunks/{position}",
          "/audit/imports/{id}/chunks/{position}",
          "/webhooks/github");

  private static final List<PathPattern> PATHS =
      ROUTES.stream().map(PathPatternParser.defaultInstance::parse).toList();

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // the servlet path is decoded already: a percent sign in it would be decoded again
    PathContainer path =
        RequestPath.parse(request.getRequestURI(), request.getContextPath())
            .pathWithinApplication();
    return PATHS.stream().noneMatch(pattern -> pattern.matches(path));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new RawBodyRequest(request), response);
  }
}
