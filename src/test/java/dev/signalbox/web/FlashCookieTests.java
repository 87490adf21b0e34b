package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.settings.Origin;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FlashCookieTests {

  private static final String NAME = "__Host-signalbox-flash";

  private final FlashCookie flashes = flashCookieAt("https://signalbox.acme.example");

  @ParameterizedTest
  @ValueSource(
      strings = {"Tomasz was suspended.", "", "a: b; c, \"d\" \r\nSet-Cookie: e=f", "日本語 🚂"})
  void showsTheMessageOnTheNextPage(String message) {
    assertThat(shown(page(cookieOf(FlashMessage.success(message)))))
        .isEqualTo(FlashMessage.success(message));
  }

  @Test
  void keepsTheTone() {
    assertThat(shown(page(cookieOf(FlashMessage.error("No.")))))
        .isEqualTo(new FlashMessage(StatusTone.BAD, "No."));
  }

  @Test
  void isShownOnce() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    flashes.preHandle(page(cookieOf(FlashMessage.success("Done."))), response, this);

    assertThat(response.getHeader("Set-Cookie")).startsWith(NAME + "=;").contains("Max-Age=0");
  }

  @Test
  void isNotConsumedByFragments() {
    MockHttpServletRequest request = page(cookieOf(FlashMessage.success("Done.")));
    request.addHeader("HX-Request", "true");
    MockHttpServletResponse response = new MockHttpServletResponse();

    flashes.preHandle(request, response, this);

    assertThat(flashes.shownIn(request)).isNull();
    assertThat(response.getHeader("Set-Cookie")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "x", "T0s", "OnRleHQ", "Tk9ORTp0ZXh0", "____", "a b"})
  void ignoresInvalidCookies(String value) {
    assertThat(shown(page(value))).isNull();
  }

  @Test
  void ignoresUnknownTones() {
    String forged =
        Base64.getUrlEncoder().encodeToString("<b>:text".getBytes(StandardCharsets.UTF_8));

    assertThat(shown(page(forged))).isNull();
  }

  @Test
  void setsCookieAttributes() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    flashes.add(response, FlashMessage.success("Done."));

    assertThat(response.getHeader("Set-Cookie"))
        .startsWith(NAME + "=")
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=30");
  }

  @Test
  void usesAPlainNameWithoutTls() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    flashCookieAt("http://localhost:8080").add(response, FlashMessage.success("Done."));

    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("signalbox-flash=")
        .doesNotContain("Secure");
  }

  private String cookieOf(FlashMessage flash) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    flashes.add(response, flash);
    return Objects.requireNonNull(response.getCookie(NAME)).getValue();
  }

  private @Nullable FlashMessage shown(MockHttpServletRequest request) {
    assertThat(flashes.preHandle(request, new MockHttpServletResponse(), this)).isTrue();
    return flashes.shownIn(request);
  }

  private static MockHttpServletRequest page(String value) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/users");
    request.setCookies(new Cookie(NAME, value));
    return request;
  }

  private static FlashCookie flashCookieAt(String url) {
    return new FlashCookie(
        new ConsoleProperties(
            Origin.of(url),
            new Secret(""),
            "acme-ci",
            "production",
            new ConsoleProperties.Access(List.of(), null),
            List.of(),
            null));
  }
}
