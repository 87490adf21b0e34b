package dev.signalbox.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Renders {@link InvalidTextException} as a 422 page, or as a panel for htmx. */
@ControllerAdvice
class InvalidTextHandler {

  private static final HttpStatus STATUS = HttpStatus.UNPROCESSABLE_CONTENT;

  @ExceptionHandler
  String explain(
      InvalidTextException invalid,
      HttpServletRequest request,
      HttpServletResponse response,
      HtmxRequest htmx,
      Model model) {
    response.setStatus(STATUS.value());
    model.addAttribute("status", STATUS.value());
    model.addAttribute(
        "messages",
        new ErrorMessages(
            ErrorMessages.of(STATUS).title(),
            "Field “" + invalid.field() + "”: " + TextPolicy.MESSAGE,
            "Go back, remove the characters and send the form again."));
    model.addAttribute("errorId", ErrorId.of(request));
    if (htmx.isHtmxRequest() && !htmx.isBoosted()) {
      ErrorPageController.retargetToProblems(request, response);
      return "error/page :: panel";
    }
    return "error/page";
  }
}
