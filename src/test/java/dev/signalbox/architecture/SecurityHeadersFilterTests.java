package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.architecture.RouteRow.Visitor;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.web.StaticAssets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Every response sets the security headers. */
@InstallationTest
class SecurityHeadersFilterTests {

  /** The exact policy, so that a change of it has to be made here, too. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'"
          + " data:; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; object-src 'none'; report-to csp";

  /** See {@link ArtifactResponsesTests}. */
  private static final Set<String> ARTIFACTS =
      Set.of("GET /artifacts/**", "GET /artifact-files/folder.zip");

  private final MockBrowsers browsers;
  private final RouteTable routes;
  private final StaticAssets assets;

  @Autowired
  SecurityHeadersFilterTests(MockBrowsers browsers, JdbcClient database, StaticAssets assets) {
    this.browsers = browsers;
    this.routes = new RouteTable(new DatabaseTestClient(database));
    this.assets = assets;
  }

  @ParameterizedTest
  @EnumSource(names = {"GUEST", "MEMBER", "ADMIN"})
  void areSetOnEveryResponse(Visitor visitor) {
    MockBrowser browser =
        switch (visitor) {
          case MEMBER -> browsers.signedIn(Persona.MEMBER);
          case ADMIN -> browsers.signedIn(Persona.ADMIN);
          case GUEST, SUSPENDED, VIEWER -> browsers.open();
        };
    for (RouteRow route : RouteTable.all()) {
      if (!ARTIFACTS.contains(route.name())) {
        assertRestricts(route.name(), routes.request(browser, route));
      }
    }
    assertRestricts("not found", browser.get("/no/such/page"));
  }

  @Test
  void varyByHtmxRequest() {
    assertThat(browsers.open().get("/sign-in").getResponse().getHeaders("Vary"))
        .contains("HX-Request");
  }

  @Test
  void disableCachingOfPages() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);

    for (RouteRow route : RouteTable.all()) {
      assertThat(routes.request(admin, route).getResponse().getHeader("Cache-Control"))
          .as(route.name())
          .isEqualTo("no-store");
    }
  }

  @Test
  void allowCachingOfAssets() {
    MvcTestResult style = browsers.open().get(assets.url("app.css"));

    assertRestricts("asset", style);
    assertThat(style).hasStatusOk();
    assertThat(style.getResponse().getHeaders("Cache-Control"))
        .containsExactly("public, max-age=31536000, immutable");
  }

  @Test
  void allowNoCrossOriginAccess() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
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
  void omitHstsWithoutTls() {
    assertThat(browsers.open().get("/sign-in").getResponse().getHeader("Strict-Transport-Security"))
        .isNull();
  }

  private static void assertRestricts(String what, MvcTestResult result) {
    MockHttpServletResponse response = result.getResponse();
    assertThat(response.getHeaders("Content-Security-Policy")).as(what).containsExactly(POLICY);
    assertThat(response.getHeader("Reporting-Endpoints"))
        .as(what)
        .isEqualTo("csp=\"/csp-reports\"");
    assertThat(response.getHeader("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
    // the address of the wall contains a token
    assertThat(response.getHeader("Referrer-Policy"))
        .as(what)
        .isEqualTo(what.contains("/wall/") ? "no-referrer" : "same-origin");
    assertThat(response.getHeader("Cross-Origin-Opener-Policy")).as(what).isEqualTo("same-origin");
    assertThat(response.getHeader("Cross-Origin-Resource-Policy"))
        .as(what)
        .isEqualTo("same-origin");
    assertThat(response.getHeader("Permissions-Policy"))
        .as(what)
        .contains("camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()");
  }
}
