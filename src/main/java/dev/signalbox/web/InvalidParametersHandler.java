package dev.signalbox.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Renders {@link InvalidParametersException} as a 422 page that names the parameters. */
@ControllerAdvice
class InvalidParametersHandler {

  @ExceptionHandler
  String explain(
      InvalidParametersException invalid,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("problems", invalid.problems());
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      ErrorPageController.retargetToProblems(request, response);
      return "error/parameters :: panel";
    }
    return "error/parameters";
  }
}
