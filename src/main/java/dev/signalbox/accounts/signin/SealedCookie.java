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
 * An encrypted, authenticated cookie that is valid for ten minutes.
 *
 * @param <T> a record that Jackson can serialize
 */
final class SealedCookie<T> {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

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

  /** The name of the cookie, with its prefix. */
  String name() {
    return name;
  }

  void set(HttpServletResponse response, T value) {
    String text =
        clock.instant().plus(LIFETIME).toEpochMilli() + " " + json.writeValueAsString(value);
    String sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(text, name));
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(sealed, LIFETIME));
  }

  /** Returns the value; empty if the cookie is missing, expired or was not sealed here. */
  Optional<T> read(HttpServletRequest request) {
    @Nullable Cookie cookie = WebUtils.getCookie(request, name);
    if (cookie == null || cookie.getValue().isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = box.open(Base64.getUrlDecoder().decode(cookie.getValue()), name);
      int separator = text.indexOf(' ');
      Instant expiresAt = Instant.ofEpochMilli(Long.parseLong(text.substring(0, separator)));
      return clock.instant().isAfter(expiresAt)
          ? Optional.empty()
          : Optional.of(json.readValue(text.substring(separator + 1), type));
    } catch (IllegalArgumentException | SecretBox.InvalidSealException e) {
      return Optional.empty();
    }
  }

  void remove(HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
  }

  private String cookie(String value, Duration maxAge) {
    // Lax, not Strict: the callback from GitHub is a cross-site navigation.
    return ResponseCookie.from(name, value)
        .path("/")
        .secure(secure)
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(maxAge)
        .build()
        .toString();
  }
}
