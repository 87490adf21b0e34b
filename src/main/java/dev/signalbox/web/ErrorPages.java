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
 * Every failure that no room explained itself, in the product's look: a page, or a fragment when
 * htmx asked. What is our mistake goes to the log under the id that the page shows.
 */
@Controller
class ErrorPages implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

  @RequestMapping("/error")
  @Nullable String explain(
      HttpServletRequest request, HttpServletResponse response, HtmxRequest htmx, Model model) {
    @Nullable Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    HttpStatus status = status(request, cause);
    response.setStatus(status.value());
    String id = ErrorId.of(request);
    record(request, status, id, cause);
    if (response.isCommitted()) {
      // a file that broke off in the middle: nothing can be said any more, the connection is closed
      return null;
    }
    model.addAttribute("status", status.value());
    model.addAttribute("words", ErrorWords.of(status));
    model.addAttribute("errorId", id);
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      keepThePage(request, response);
      return "error/page :: panel";
    }
    // a page in the frame asks the database who is looking; not when that is what failed
    return status.is5xxServerError() ? "error/bare" : "error/page";
  }

  /** A refused change is told above the content instead of replacing what the person worked on. */
  static void keepThePage(HttpServletRequest request, HttpServletResponse response) {
    // the container asks for the error page with GET, whatever was refused
    @Nullable Object refused = request.getAttribute(RequestDispatcher.ERROR_METHOD);
    if (!"GET".equals(refused == null ? request.getMethod() : refused)) {
      response.setHeader("HX-Retarget", "#problems");
      response.setHeader("HX-Reswap", "innerHTML");
    }
  }

  private static void record(
      HttpServletRequest request, HttpStatus status, String id, @Nullable Throwable cause) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (status.is5xxServerError()) {
      log.error("Error {}: {} at {}", id, status.value(), oneLine(path), cause);
    } else {
      log.info("Error {}: {} at {}", id, status.value(), oneLine(path));
    }
  }

  private static String oneLine(@Nullable Object text) {
    return String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
  }

  private static HttpStatus status(HttpServletRequest request, @Nullable Throwable cause) {
    if (DatabaseAway.isBehind(cause)) {
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }
}
