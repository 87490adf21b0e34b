package dev.signalbox.sandbox;

import dev.signalbox.SignalboxApplication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;

/**
 * Starts the console with a database, GitHub, Nomad and Kubernetes by one command: {@code mvn
 * spring-boot:test-run}. A system that is configured by an environment variable replaces its fake.
 */
public final class SandboxApplication {

  private SandboxApplication() {}

  public static void main(String[] args) throws IOException {
    SandboxSettings settings = SandboxSettings.of(args);
    SandboxState state = SandboxState.in(settings.folder(), Boolean.getBoolean("sandbox.fresh"));
    List<String> properties = new ArrayList<>(List.of(args));
    properties.addAll(SandboxDatabase.properties(state));
    properties.addAll(SandboxGitHub.properties(settings, state));
    properties.addAll(SandboxNomad.properties(settings));
    properties.addAll(SandboxArtifacts.properties(settings, state));
    properties.addAll(SandboxKubernetes.properties(settings, state));
    properties.addAll(
        List.of(
            "--signalbox.secret-key=" + state.secretKey(),
            "--signalbox.storage.folder=" + state.storage(),
            "--signalbox.installation=" + AcmeInstallation.NAME,
            "--signalbox.environment=" + AcmeInstallation.ENVIRONMENT,
            "--signalbox.rate-limit=0",
            "--signalbox.one-time-codes=true",
            "--signalbox.prometheus-tokens=sandbox-prometheus-token",
            "--spring.thymeleaf.cache=false"));
    SpringApplication.from(SignalboxApplication::main)
        .with(SandboxConfiguration.class)
        .run(properties.toArray(String[]::new));
  }
}
