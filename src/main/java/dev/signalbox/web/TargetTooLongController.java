package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Replaces the page to return to if its address is too long for {@link LocalPath}. */
@Controller
class TargetTooLongController {

  @GetMapping(LocalPath.TOO_LONG)
  void explain(HttpServletRequest request, HttpServletResponse response) throws IOException {
    request.setAttribute(ErrorMessages.ATTRIBUTE, ErrorMessages.TARGET_TOO_LONG);
    response.sendError(HttpStatus.URI_TOO_LONG.value());
  }
}
