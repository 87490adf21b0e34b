package dev.signalbox.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hides the session from pages that report server errors. Thymeleaf and Spring Session's filter
 * read the session on every page, and sessions are stored in the database, so a database outage
 * would also break the error page.
 */
@Component
@Order(SessionlessErrorFilter.BEFORE_SESSION_FILTER)
class SessionlessErrorFilter extends OncePerRequestFilter {

  /** Spring Session's filter has order 50. */
  static final int BEFORE_SESSION_FILTER = Ordered.HIGHEST_PRECEDENCE + 48;

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getDispatcherType() != DispatcherType.ERROR
        || !(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)
        || status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new WithoutSession(request), response);
  }

  private static final class WithoutSession extends HttpServletRequestWrapper {

    WithoutSession(HttpServletRequest request) {
      super(request);
    }

    /** Without session cookies, Spring Session doesn't look for a session. */
    @Override
    public Cookie @Nullable [] getCookies() {
      Cookie @Nullable [] cookies = super.getCookies();
      return cookies == null
          ? null
          : Arrays.stream(cookies)
              .filter(cookie -> cookie.getName().equals(AppearanceController.COOKIE))
              .toArray(Cookie[]::new);
    }
  }
}
