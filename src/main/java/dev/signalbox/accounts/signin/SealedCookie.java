package dev.signalbox.accounts.signin;

import dev.signalbox.secrets.SecretBox;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value that a browser carries for us for ten minutes and can neither read nor change.
 *
 * @param <T> a record that JSON can hold
 */
final class SealedCookie<T> {

  private static final Duration LIFE = Duration.ofMinutes(10);

  private final String name;
  private final boolean secure;
  private final Class<T> type;
  private final SecretBox box;
  private final JsonMapper json;
  private final Clock clock;

  SealedCookie(
      String name, boolean secure, Class<T> type, SecretBox box, JsonMapper json, Clock clock) {
    this.name = secure ? "__Host-" + name : name;
    this.secure = secure;
    this.type = type;
    this.box = box;
    this.json = json;
    this.clock = clock;
  }

  void set(HttpServletResponse response, T value) {
    String text = clock.instant().plus(LIFE).toEpochMilli() + " " + json.writeValueAsString(value);
    String sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(text, name));
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(sealed, LIFE));
  }

  /** The value, or empty when there is none, it is not ours, or it is too old. */
  Optional<T> read(HttpServletRequest request) {
    @Nullable Cookie cookie = WebUtils.getCookie(request, name);
    if (cookie == null || cookie.getValue().isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = box.open(Base64.getUrlDecoder().decode(cookie.getValue()), name);
      int blank = text.indexOf(' ');
      Instant end = Instant.ofEpochMilli(Long.parseLong(text.substring(0, blank)));
      return clock.instant().isAfter(end)
          ? Optional.empty()
          : Optional.of(json.readValue(text.substring(blank + 1), type));
    } catch (IllegalArgumentException | SecretBox.BrokenSeal e) {
      return Optional.empty();
    }
  }

  void remove(HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
  }

  private String cookie(String value, Duration life) {
    // Lax, not Strict: the way back from GitHub is a navigation from another site
    return ResponseCookie.from(name, value)
        .path("/")
        .secure(secure)
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(life)
        .build()
        .toString();
  }
}
