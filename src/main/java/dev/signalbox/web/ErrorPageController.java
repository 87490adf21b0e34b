package dev.signalbox.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Renders unhandled errors as a page, or as a fragment for htmx requests. Server errors are logged
 * with the error id that the page shows.
 */
@Controller
class ErrorPageController implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(ErrorPageController.class);

  private final OutageLog outages;

  ErrorPageController(OutageLog outages) {
    this.outages = outages;
  }

  @RequestMapping("/error")
  @Nullable String explain(
      HttpServletRequest request, HttpServletResponse response, HtmxRequest htmx, Model model) {
    @Nullable Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    HttpStatus status = status(request, cause);
    response.setStatus(status.value());
    String id = ErrorId.of(request);
    record(request, status, id, cause);
    if (response.isCommitted()) {
      // part of the body has been sent, so the container closes the connection
      return null;
    }
    model.addAttribute("status", status.value());
    model.addAttribute("messages", messages(request, status, cause));
    model.addAttribute("errorId", id);
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      retargetToProblems(request, response);
      return "error/page :: panel";
    }
    // the full layout reads the current user from the database, which may be what failed; requests
    // that Tomcat rejected did not pass the filters that check the session
    return status.is5xxServerError() || !SecurityHeadersFilter.isAccepted(request)
        ? "error/bare"
        : "error/page";
  }

  private static ErrorMessages messages(
      HttpServletRequest request, HttpStatus status, @Nullable Throwable cause) {
    if (request.getAttribute(ErrorMessages.ATTRIBUTE) instanceof ErrorMessages messages) {
      return messages;
    }
    return DatabaseFailures.isDiskFull(cause)
        ? ErrorMessages.DATABASE_DISK_FULL
        : ErrorMessages.of(status);
  }

  /** Makes htmx show the error of a rejected change above the content instead of replacing it. */
  static void retargetToProblems(HttpServletRequest request, HttpServletResponse response) {
    // the error dispatch always uses GET; the original method is in an attribute
    @Nullable Object method = request.getAttribute(RequestDispatcher.ERROR_METHOD);
    if (!"GET".equals(method == null ? request.getMethod() : method)) {
      response.setHeader("HX-Retarget", "#problems");
      response.setHeader("HX-Reswap", "innerHTML");
    }
  }

  private void record(
      HttpServletRequest request, HttpStatus status, String id, @Nullable Throwable cause) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (ClientDisconnects.isCauseOf(cause)) {
      log.debug("The client disconnected", cause);
    } else if (cause != null && DatabaseFailures.isCauseOf(cause)) {
      outages.report(id, cause);
    } else if (status.is5xxServerError()) {
      log.error("Error {}: status {} for {}", id, status.value(), oneLine(path), cause);
    } else {
      log.info("Error {}: status {} for {}", id, status.value(), oneLine(path));
    }
  }

  private static String oneLine(@Nullable Object text) {
    // a token in an address must not get into the log
    return String.valueOf(text)
        .replaceAll("\\p{Cntrl}", "?")
        .replaceAll("sb[xw]_[\\w-]+", "(token)");
  }

  private static HttpStatus status(HttpServletRequest request, @Nullable Throwable cause) {
    if (DatabaseFailures.isCauseOf(cause)) {
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }
}
