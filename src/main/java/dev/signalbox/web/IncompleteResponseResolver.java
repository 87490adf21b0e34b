package dev.signalbox.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Makes a failure in the middle of a response visible to the client, such as in a download. Spring
 * takes a connection that a database or another server closed for a client that disconnected, and
 * would end the response normally. Other handlers would append an error page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class IncompleteResponseResolver implements HandlerExceptionResolver {

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (response.isCommitted()
        && request.getDispatcherType() == DispatcherType.REQUEST
        && !ClientDisconnects.isCauseOfFailedWrite(failure)) {
      throw new IncompleteResponseException(failure);
    }
    return null;
  }
}
