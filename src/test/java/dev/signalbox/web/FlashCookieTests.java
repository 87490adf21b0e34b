package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import jakarta.servlet.http.Cookie;
import java.net.URI;
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

/** One sentence carried over a redirect. */
class FlashCookieTests {

  private static final String NAME = "__Host-signalbox-flash";

  private final FlashCookie flashes = flashesAt("https://signalbox.acme.example");

  @ParameterizedTest
  @ValueSource(
      strings = {"Tomasz was suspended.", "", "a: b; c, \"d\" \r\nSet-Cookie: e=f", "日本語 🚂"})
  void showsOnTheNextPageWhatWasSaid(String message) {
    assertThat(shown(page(said(Flash.done(message))))).isEqualTo(Flash.done(message));
  }

  @Test
  void keepsTheTone() {
    assertThat(shown(page(said(Flash.refused("No."))))).isEqualTo(new Flash(Tone.BAD, "No."));
  }

  @Test
  void isShownOnce() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    flashes.preHandle(page(said(Flash.done("Done."))), response, this);

    assertThat(response.getHeader("Set-Cookie")).startsWith(NAME + "=;").contains("Max-Age=0");
  }

  @Test
  void waitsWhileOnlyPartsOfAPageAreFetched() {
    MockHttpServletRequest request = page(said(Flash.done("Done.")));
    request.addHeader("HX-Request", "true");
    MockHttpServletResponse response = new MockHttpServletResponse();

    flashes.preHandle(request, response, this);

    assertThat(flashes.shownIn(request)).isNull();
    assertThat(response.getHeader("Set-Cookie")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "x", "T0s", "OnRleHQ", "Tk9ORTp0ZXh0", "____", "a b"})
  void showsNothingForNonsense(String value) {
    assertThat(shown(page(value))).isNull();
  }

  @Test
  void takesNoToneThatDoesNotExist() {
    String forged =
        Base64.getUrlEncoder().encodeToString("<b>:text".getBytes(StandardCharsets.UTF_8));

    assertThat(shown(page(forged))).isNull();
  }

  @Test
  void isBoundToTheHostAndOutOfReachOfScripts() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    flashes.say(response, Flash.done("Done."));

    assertThat(response.getHeader("Set-Cookie"))
        .startsWith(NAME + "=")
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=30");
  }

  @Test
  void worksWithoutTlsUnderAPlainName() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    flashesAt("http://localhost:8080").say(response, Flash.done("Done."));

    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("signalbox-flash=")
        .doesNotContain("Secure");
  }

  private String said(Flash flash) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    flashes.say(response, flash);
    return Objects.requireNonNull(response.getCookie(NAME)).getValue();
  }

  private @Nullable Flash shown(MockHttpServletRequest request) {
    assertThat(flashes.preHandle(request, new MockHttpServletResponse(), this)).isTrue();
    return flashes.shownIn(request);
  }

  private static MockHttpServletRequest page(String value) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/users");
    request.setCookies(new Cookie(NAME, value));
    return request;
  }

  private static FlashCookie flashesAt(String url) {
    return new FlashCookie(
        new Settings(
            "acme-ci",
            "production",
            URI.create(url),
            new Settings.GitHub(
                URI.create("https://github.com"),
                "id",
                new Secret("secret"),
                null,
                null,
                List.of()),
            new Settings.Door(List.of("acme"), false, List.of("octocat"), false),
            Settings.Access.NONE,
            new Secret(""),
            List.of(),
            null,
            Settings.Archive.NONE,
            Settings.Nomad.NONE));
  }
}
