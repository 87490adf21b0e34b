package dev.signalbox.api;

import dev.signalbox.web.ClientDisconnects;
import dev.signalbox.web.ErrorId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes problems for errors in servlet filters: the container dispatches these to the error page,
 * and API clients get a problem instead of HTML.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
class ApiErrorDispatchFilter extends OncePerRequestFilter {

  private final ApiExceptionResolver exceptions;

  ApiErrorDispatchFilter(ApiExceptionResolver exceptions) {
    this.exceptions = exceptions;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getDispatcherType() != DispatcherType.ERROR
        || !String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
            .startsWith(ApiPaths.PREFIX);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    @Nullable Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (ClientDisconnects.isCauseOf(cause)) {
      return;
    }
    if (cause != null) {
      exceptions.problem(request, cause).write(response);
      return;
    }
    HttpStatus status = status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
    ApiProblem problem =
        status.is5xxServerError()
            ? ApiProblem.internalError(status, ErrorId.of(request))
            : ApiProblem.of(status, detail(request));
    problem.write(response);
  }

  private static String detail(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String message
            && !message.isBlank()
        ? message
        : "The request was rejected.";
  }

  private static HttpStatus status(@Nullable Object code) {
    @Nullable HttpStatus status =
        code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.BAD_REQUEST : status;
  }
}
