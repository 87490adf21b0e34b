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

/** Renders the exceptions of handlers as a page, or as a fragment for htmx. */
@ControllerAdvice
class PageExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(PageExceptionHandler.class);

  /** A 422 page that names the parameters. */
  @ExceptionHandler
  String explain(
      InvalidParametersException invalid,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("problems", invalid.problems());
    return view("error/parameters", "error/parameters :: panel", request, response, htmx);
  }

  /** A 422 page that names the field. */
  @ExceptionHandler
  String explain(
      InvalidTextException invalid,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx,
      Model model) {
    HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
    response.setStatus(status.value());
    model.addAttribute("status", status.value());
    model.addAttribute(
        "messages",
        new ErrorMessages(
            ErrorMessages.of(status).title(),
            "Field “" + invalid.field() + "”: " + TextPolicy.MESSAGE,
            "Go back, remove the characters and send the form again."));
    model.addAttribute("errorId", ErrorId.of(request));
    return view("error/page", "error/page :: panel", request, response, htmx);
  }

  /** A 404 page with a link to the nearest list. */
  @ExceptionHandler
  String explain(
      ObjectNotFoundException missing,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx,
      Model model) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute(
        "empty",
        new EmptyState(
            missing.title(), missing.sentence(), "Open " + missing.listName(), missing.list()));
    return view("error/missing", "error/_missing :: content", request, response, htmx);
  }

  /** A problem panel. */
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
    return view("error/remote", "error/_remote :: content", request, response, htmx);
  }

  private static String view(
      String page,
      String fragment,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx) {
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      ErrorPageController.retargetToProblems(request, response);
      return fragment;
    }
    return page;
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
