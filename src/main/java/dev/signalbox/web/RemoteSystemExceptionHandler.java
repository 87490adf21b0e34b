package dev.signalbox.web;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Renders failures of remote systems as a problem panel, on a page or as a fragment. */
@ControllerAdvice
class RemoteSystemExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(RemoteSystemExceptionHandler.class);

  @ExceptionHandler
  String explain(
      RemoteSystemException failure,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx,
      Model model) {
    String id = ErrorId.of(request);
    log.warn("Error {}: {}", id, failure.getMessage());
    response.setStatus(status(failure).value());
    model.addAttribute(
        "problem",
        new ProblemPanel(
            title(failure),
            "to " + failure.tried(),
            failure.response(),
            failure.advice(),
            null,
            id));
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      ErrorPageController.retargetToProblems(request, response);
      return "error/_remote :: content";
    }
    return "error/remote";
  }

  private static HttpStatus status(RemoteSystemException failure) {
    return switch (failure) {
      case Unreachable e -> HttpStatus.SERVICE_UNAVAILABLE;
      case Denied e -> HttpStatus.BAD_GATEWAY;
      case NotFound e -> HttpStatus.NOT_FOUND;
      case Conflict e -> HttpStatus.CONFLICT;
      case Unexpected e -> HttpStatus.BAD_GATEWAY;
    };
  }

  private static String title(RemoteSystemException failure) {
    String system = failure.system().label();
    return switch (failure) {
      case Unreachable e -> failure.system().capitalizedLabel() + " did not respond";
      case Denied e -> "Request refused by " + system;
      case NotFound e -> "No longer exists";
      case Conflict e -> "Changed in the meantime";
      case Unexpected e -> "Unexpected response from " + system;
    };
  }
}
