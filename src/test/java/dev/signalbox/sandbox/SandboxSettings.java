package dev.signalbox.sandbox;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Settings of the sandbox, from its arguments, system properties and environment variables. With
 * other ports and another folder a second sandbox can run on the same machine.
 */
final class SandboxSettings {

  private static final int CONSOLE_PORT = 8080;
  private static final int METRICS_PORT = 9090;
  private static final int GITHUB_PORT = 8070;
  private static final int NOMAD_PORT = 8071;
  private static final int KUBERNETES_PORT = 8072;
  private static final int S3_PORT = 8073;

  private final Environment environment;

  SandboxSettings(Environment environment) {
    this.environment = environment;
  }

  static SandboxSettings of(String... args) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
    return new SandboxSettings(environment);
  }

  /** The address at which browsers reach the console, such as {@code http://localhost:8080}. */
  String publicUrl() {
    return environment.getProperty(
        "signalbox.public-url", "http://localhost:" + port("server.port", CONSOLE_PORT));
  }

  String metricsUrl() {
    return "http://localhost:"
        + port("management.server.port", METRICS_PORT)
        + "/actuator/prometheus";
  }

  /** A fixed port, so that cookies of the fake GitHub stay valid across restarts. */
  int gitHubPort() {
    return port("sandbox.github-port", GITHUB_PORT);
  }

  int nomadPort() {
    return port("sandbox.nomad-port", NOMAD_PORT);
  }

  int kubernetesPort() {
    return port("sandbox.kubernetes-port", KUBERNETES_PORT);
  }

  int s3Port() {
    return port("sandbox.s3-port", S3_PORT);
  }

  /** Whether a storage of artifacts is configured, so that no fake is started. */
  boolean hasArtifacts() {
    return environment.containsProperty("signalbox.artifacts.folder")
        || environment.containsProperty("signalbox.artifacts.s3-bucket");
  }

  /** The configured kubeconfig file, or null to start a fake. */
  @Nullable String kubeconfig() {
    return environment.getProperty("kubeconfig");
  }

  /** The configured Nomad, or null to start a fake. */
  @Nullable URI nomadAddress() {
    return environment.getProperty("nomad.addr", URI.class);
  }

  /** Where the state is kept across restarts. */
  Path folder() {
    return Path.of(environment.getProperty("sandbox.folder", "target/sandbox"));
  }

  private int port(String name, int defaultValue) {
    return environment.getProperty(name, Integer.class, defaultValue);
  }
}
