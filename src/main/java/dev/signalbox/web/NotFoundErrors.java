package dev.signalbox.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What is not there leads to the nearest list with a sentence. */
@ControllerAdvice
class NotFoundErrors {

  @ExceptionHandler
  String explain(
      NotFound missing,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx,
      Model model) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute(
        "empty",
        new Empty(
            missing.sentence(),
            "It may have been removed meanwhile.",
            "Open " + missing.listName(),
            missing.list()));
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      ErrorPages.keepThePage(request, response);
      return "components/empty :: empty(empty=${empty})";
    }
    return "error/missing";
  }
}
