package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.artifacts.ArtifactHeaders;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Responses of the module artifacts are pages of the console, or have the headers of artifacts:
 * everything below {@code /artifacts/}, and each file.
 */
@InstallationTest
class ArtifactResponsesTests {

  private static final Path ROOT = TestInstallation.ARTIFACTS;
  private static final Set<String> PAGE_TYPES =
      Set.of("text/html", "application/json", "application/problem+json");

  private final MockBrowsers browsers;
  private final RequestMappingHandlerMapping mappings;
  private final RouteTable routes;

  @Autowired
  ArtifactResponsesTests(
      MockBrowsers browsers,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
      JdbcClient database) {
    this.browsers = browsers;
    this.mappings = mappings;
    this.routes = new RouteTable(new DatabaseTestClient(database));
  }

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(ROOT.resolve("acme"));
    Files.writeString(ROOT.resolve("acme/report.html"), "<script>alert(1)</script>");
  }

  @AfterEach
  void deleteAll() throws IOException {
    FileSystemUtils.deleteRecursively(ROOT);
    Files.createDirectory(ROOT);
  }

  @Test
  void everyRouteSandboxesFilesAndNoPages() {
    Set<String> paths = pathsOfTheModule();
    assertThat(paths).contains("/artifacts/**", "/artifact-files/folder.zip");

    for (MockBrowser browser : List.of(browsers.open(), browsers.signedIn(Persona.ADMIN))) {
      for (RouteRow route : RouteTable.all()) {
        String path = route.name().split(" ", -1)[1];
        if (paths.contains(path)) {
          assertIsSandboxedUnlessPage(
              route.name(), path.startsWith("/artifacts/"), routes.request(browser, route));
        }
      }
    }
  }

  @Test
  void everyResponseToARequestForAnArtifactIsSandboxed() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    String file = "/artifacts/acme/report.html";
    String etag = Objects.requireNonNull(member.get(file).getResponse().getHeader("ETag"));

    Map<Integer, MvcTestResult> responses =
        Map.of(
            200, member.get(file + "?download="),
            206, with(member, file, "Range", "bytes=0-1"),
            302, member.get("/artifacts/acme/"),
            303, with(browsers.open(), file, "Accept", "text/html"),
            304, with(member, file, "If-None-Match", etag),
            401, with(browsers.open(), file, "Accept", "*/*"),
            403, with(member, file, "Sec-Fetch-Dest", "script"),
            404, member.get("/artifacts/no-such-file"),
            405, member.send(HttpMethod.POST, file, request -> request),
            416, with(member, file, "Range", "bytes=99-"));

    responses.forEach(
        (status, response) -> {
          assertThat(response).hasStatus(status);
          assertIsSandboxedUnlessPage("status " + status, true, response);
        });
  }

  private static MvcTestResult with(MockBrowser browser, String path, String name, String value) {
    return browser.send(
        HttpMethod.GET,
        path,
        request ->
            request.with(
                sent -> {
                  sent.removeHeader(name);
                  sent.addHeader(name, value);
                  return sent;
                }));
  }

  private Set<String> pathsOfTheModule() {
    return mappings.getHandlerMethods().entrySet().stream()
        .filter(
            entry ->
                entry.getValue().getBeanType().getName().startsWith("dev.signalbox.artifacts."))
        .flatMap(entry -> entry.getKey().getPatternValues().stream())
        .collect(Collectors.toSet());
  }

  private static void assertIsSandboxedUnlessPage(
      String what, boolean isArtifact, MvcTestResult result) {
    MockHttpServletResponse response = result.getResponse();
    boolean isFile = response.getHeader("Content-Disposition") != null;
    if (isArtifact || isFile) {
      assertThat(ArtifactHeaders.protection())
          .as(what)
          .allSatisfy(
              (name, value) -> assertThat(response.getHeaders(name)).containsExactly(value));
    } else {
      assertThat(response.getHeader("Content-Security-Policy")).as(what).contains("report-to csp");
      assertThat(response.getContentType() == null || isPage(response.getContentType()))
          .as(what + " has the type " + response.getContentType())
          .isTrue();
    }
  }

  private static boolean isPage(String contentType) {
    return PAGE_TYPES.contains(contentType.replaceFirst(";.*", ""));
  }
}
