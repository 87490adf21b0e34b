package dev.signalbox.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Renders {@link ObjectNotFoundException} as a 404 page with a link to the nearest list. */
@ControllerAdvice
class ObjectNotFoundHandler {

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
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      ErrorPageController.retargetToProblems(request, response);
      return "error/_missing :: content";
    }
    return "error/missing";
  }
}
