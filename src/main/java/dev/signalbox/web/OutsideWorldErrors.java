package dev.signalbox.web;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Conflicting;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A failure of the outside world becomes a problem panel: as a page, or as the part asked for. */
@ControllerAdvice
class OutsideWorldErrors {

  private static final Logger log = LoggerFactory.getLogger(OutsideWorldErrors.class);

  @ExceptionHandler
  String explain(
      OutsideWorldException failure,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx,
      Model model) {
    String id = ErrorId.of(request);
    log.warn("Error {}: {}", id, failure.getMessage());
    response.setStatus(status(failure).value());
    model.addAttribute(
        "problem",
        new Problem(
            title(failure),
            "to " + failure.tried(),
            failure.answered(),
            failure.advice(),
            null,
            id));
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      ErrorPages.keepThePage(request, response);
      return "components/problem :: problem(problem=${problem})";
    }
    return "error/outside";
  }

  private static HttpStatus status(OutsideWorldException failure) {
    return switch (failure) {
      case Unreachable e -> HttpStatus.SERVICE_UNAVAILABLE;
      case Refused e -> HttpStatus.BAD_GATEWAY;
      case Missing e -> HttpStatus.NOT_FOUND;
      case Conflicting e -> HttpStatus.CONFLICT;
      case Unexpected e -> HttpStatus.BAD_GATEWAY;
    };
  }

  private static String title(OutsideWorldException failure) {
    return switch (failure) {
      case Unreachable e -> "No answer";
      case Refused e -> "The other side refused";
      case Missing e -> "It is not there any more";
      case Conflicting e -> "It changed meanwhile";
      case Unexpected e -> "An answer nobody expected";
    };
  }
}
