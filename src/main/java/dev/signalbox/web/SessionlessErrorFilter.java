package dev.signalbox.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hides the session from pages that report server errors. Thymeleaf reads the session on every
 * page, and sessions are stored in the database, so a database outage would also break the error
 * page.
 */
@Component
@Order(SessionlessErrorFilter.AFTER_SESSION_FILTER)
class SessionlessErrorFilter extends OncePerRequestFilter {

  /** Spring Session's filter has order 50. */
  static final int AFTER_SESSION_FILTER = Ordered.HIGHEST_PRECEDENCE + 60;

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

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      return create ? super.getSession(true) : null;
    }
  }
}
