package dev.signalbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.house.Door.Visitor;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.web.Assets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Every answer tells the browser how little it may do. */
@InstallationTest
class BrowserHeadersTests {

  /** Word for word: a loosened policy must be loosened here too. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
          + "base-uri 'none'; object-src 'none'; report-to csp";

  private final Browsers browsers;
  private final Doors doors;
  private final Assets assets;

  @Autowired
  BrowserHeadersTests(Browsers browsers, JdbcClient database, Assets assets) {
    this.browsers = browsers;
    this.doors = new Doors(new Books(database));
    this.assets = assets;
  }

  @ParameterizedTest
  @EnumSource(names = {"GUEST", "MEMBER", "ADMIN"})
  void restrictTheBrowserOnEveryAnswer(Visitor visitor) {
    Browser browser =
        switch (visitor) {
          case MEMBER -> browsers.signedIn(Persona.MEMBER);
          case ADMIN -> browsers.signedIn(Persona.ADMIN);
          case GUEST, SUSPENDED, VIEWER -> browsers.open();
        };
    for (Door door : Doors.all()) {
      assertRestricts(door.name(), doors.knock(browser, door));
    }
    assertRestricts("nowhere", browser.get("/no/such/page"));
  }

  @Test
  void tellPagesFromTheirParts() {
    assertThat(browsers.open().get("/sign-in").getResponse().getHeaders("Vary"))
        .contains("HX-Request");
  }

  @Test
  void keepNothingInCaches() {
    Browser admin = browsers.signedIn(Persona.ADMIN);

    for (Door door : Doors.all()) {
      assertThat(doors.knock(admin, door).getResponse().getHeader("Cache-Control"))
          .as(door.name())
          .isEqualTo("no-store");
    }
  }

  @Test
  void keepAssetsForEver() {
    MvcTestResult style = browsers.open().get(assets.url("app.css"));

    assertRestricts("asset", style);
    assertThat(style).hasStatusOk();
    assertThat(style.getResponse().getHeaders("Cache-Control"))
        .containsExactly("public, max-age=31536000, immutable");
  }

  @Test
  void letNoOtherSiteRead() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    List<String> shared = new ArrayList<>();
    for (String path : List.of("/", "/users", "/sign-in", "/no/such", assets.url("app.js"))) {
      for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.OPTIONS)) {
        admin
            .send(method, path, request -> request.header("Origin", "https://evil.example"))
            .getResponse()
            .getHeaderNames()
            .stream()
            .filter(name -> name.startsWith("Access-Control-"))
            .forEach(name -> shared.add(method + " " + path + " " + name));
      }
    }

    assertThat(shared).isEmpty();
  }

  @Test
  void promiseNoTlsWhereThereIsNone() {
    assertThat(browsers.open().get("/sign-in").getResponse().getHeader("Strict-Transport-Security"))
        .isNull();
  }

  private static void assertRestricts(String what, MvcTestResult result) {
    MockHttpServletResponse answer = result.getResponse();
    assertThat(answer.getHeaders("Content-Security-Policy")).as(what).containsExactly(POLICY);
    assertThat(answer.getHeader("Reporting-Endpoints")).as(what).isEqualTo("csp=\"/csp-reports\"");
    assertThat(answer.getHeader("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
    assertThat(answer.getHeader("Referrer-Policy")).as(what).isEqualTo("same-origin");
    assertThat(answer.getHeader("Cross-Origin-Opener-Policy")).as(what).isEqualTo("same-origin");
    assertThat(answer.getHeader("Cross-Origin-Resource-Policy")).as(what).isEqualTo("same-origin");
    assertThat(answer.getHeader("Permissions-Policy"))
        .as(what)
        .contains("camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()");
  }
}
