package dev.signalbox.web;

import dev.signalbox.settings.ConsoleProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Carries a {@link FlashMessage} over a redirect in a cookie that is valid for 30 seconds. It needs
 * no session and works across instances.
 */
@Component
public class FlashCookie implements HandlerInterceptor {

  private static final String SHOWN = FlashCookie.class.getName();

  private final String name;
  private final boolean secure;

  FlashCookie(ConsoleProperties settings) {
    secure = settings.isSecure();
    name = secure ? "__Host-signalbox-flash" : "signalbox-flash";
  }

  /** Adds a message that the next page shows. */
  public void add(HttpServletResponse response, FlashMessage flash) {
    String text = flash.tone().name() + ":" + flash.message();
    String value =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, Duration.ofSeconds(30)));
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Cookie cookie = WebUtils.getCookie(request, name);
    boolean wholePage =
        "GET".equals(request.getMethod()) && request.getHeader("HX-Request") == null;
    if (cookie != null && wholePage) {
      FlashMessage flash = read(cookie.getValue());
      if (flash != null) {
        request.setAttribute(SHOWN, flash);
      }
      response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
    }
    return true;
  }

  @Nullable FlashMessage shownIn(HttpServletRequest request) {
    return (FlashMessage) request.getAttribute(SHOWN);
  }

  private String cookie(String value, Duration maxAge) {
    return ResponseCookie.from(name, value)
        .path("/")
        .secure(secure)
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(maxAge)
        .build()
        .toString();
  }

  private static @Nullable FlashMessage read(String value) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return Arrays.stream(StatusTone.values())
          .filter(tone -> colon > 0 && tone.name().equals(text.substring(0, colon)))
          .findFirst()
          .map(tone -> new FlashMessage(tone, text.substring(colon + 1)))
          .orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
