package dev.signalbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Handles exceptions of filters and views that Tomcat would log as errors with their stack traces:
 * disconnected clients, failures of the database, and exceptions that have a status.
 */
@Component
@Order(FailureFilter.BEFORE_SESSION_FILTER)
class FailureFilter extends OncePerRequestFilter {

  /** Spring Session's filter has order 50. */
  static final int BEFORE_SESSION_FILTER = Ordered.HIGHEST_PRECEDENCE + 49;

  private static final Logger log = LoggerFactory.getLogger(FailureFilter.class);
  private static final String RESPONDED = FailureFilter.class.getName() + ".responded";

  private final OutageLog outages;

  FailureFilter(OutageLog outages) {
    this.outages = outages;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      if (ClientDisconnects.isCauseOf(e)) {
        log.debug("The client disconnected", e);
      } else if (response.isCommitted()) {
        if (!endIncompleteResponse(request, e)) {
          throw e;
        }
      } else if (e instanceof ErrorResponse known) {
        known
            .getHeaders()
            .forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
        response.sendError(known.getStatusCode().value());
      } else if (cause(e, InvalidParameterException.class)
          instanceof InvalidParameterException malformed) {
        response.sendError(malformed.getErrorCode());
      } else if (DatabaseFailures.isCauseOf(e)) {
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, e);
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
      } else {
        throw e;
      }
    }
  }

  /** Logs a known failure without its stack trace. Returns false if it is another one. */
  private boolean endIncompleteResponse(HttpServletRequest request, Exception exception) {
    // Spring wraps it in a ServletException
    Throwable failure =
        cause(exception, IncompleteResponseException.class)
                instanceof IncompleteResponseException incomplete
            ? incomplete.failure()
            : exception;
    if (cause(failure, DownloadAbortedException.class)
        instanceof DownloadAbortedException aborted) {
      log.info("Error {}: a download was aborted: {}", ErrorId.of(request), aborted.getMessage());
    } else if (DatabaseFailures.isCauseOf(failure)) {
      outages.report(ErrorId.of(request), failure);
      if (request.getAttribute(RESPONDED) != null) {
        // Spring Session reads the session again after the response, which is complete
        return true;
      }
    } else {
      return false;
    }
    ClientConnectionValve.closeIncomplete(request);
    return true;
  }

  /** Returns the first of the causes that has the type, or null. */
  private static @Nullable Throwable cause(
      @Nullable Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return cause;
      }
    }
    return null;
  }

  /** Records that the application has completed the response, inside Spring Session's filter. */
  @Component
  @Order(BEFORE_SESSION_FILTER + 2)
  static class Responded extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      chain.doFilter(request, response);
      request.setAttribute(RESPONDED, true);
    }
  }
}
