package dev.signalbox.web;

import dev.signalbox.settings.ConsoleProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/** Sets the theme in a cookie that is valid for one year. */
@Controller
class AppearanceController {

  static final String COOKIE = "signalbox-theme";

  private final ConsoleProperties settings;

  AppearanceController(ConsoleProperties settings) {
    this.settings = settings;
  }

  @PutMapping("/appearance")
  ResponseEntity<Void> choose(
      @RequestParam Theme theme, @RequestParam(defaultValue = "/") String to) {
    boolean delete = theme == Theme.SYSTEM;
    ResponseCookie cookie =
        ResponseCookie.from(COOKIE, delete ? "" : theme.attribute())
            .path("/")
            .sameSite("Lax")
            .secure(settings.isSecure())
            .httpOnly(true)
            .maxAge(delete ? Duration.ZERO : Duration.ofDays(365))
            .build();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .header(HttpHeaders.LOCATION, LocalPath.of(to))
        .build();
  }

  /** The available themes. */
  enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    String attribute() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Theme> chosenIn(HttpServletRequest request) {
      return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
          .flatMap(
              cookie ->
                  Arrays.stream(values())
                      .filter(theme -> theme != SYSTEM)
                      .filter(theme -> theme.attribute().equals(cookie.getValue()))
                      .findFirst());
    }
  }
}
