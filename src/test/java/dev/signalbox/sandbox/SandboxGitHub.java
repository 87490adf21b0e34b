package dev.signalbox.sandbox;

import dev.signalbox.sandbox.github.FakeGitHub;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The GitHub that the environment configures, otherwise a fake. */
final class SandboxGitHub {

  private static @Nullable FakeGitHub running;

  private SandboxGitHub() {}

  /** Returns the fake, or null if a real GitHub is configured. */
  static @Nullable FakeGitHub running() {
    return running;
  }

  static List<String> properties(SandboxSettings settings, SandboxState state) throws IOException {
    if (System.getenv("SIGNALBOX_GITHUB_CLIENT_ID") != null) {
      return List.of();
    }
    FakeGitHub gitHub = FakeGitHub.start(settings.gitHubPort());
    gitHub.registerCallbacks(URI.create(settings.publicUrl() + "/sign-in/callback"));
    gitHub.persistTokensTo(state.gitHubTokens());
    running = gitHub;
    return List.of(
        "--signalbox.public-url=" + settings.publicUrl(),
        "--signalbox.github.url=" + gitHub.address(),
        "--signalbox.github.client-id=" + FakeGitHub.CLIENT_ID,
        "--signalbox.github.client-secret=" + FakeGitHub.CLIENT_SECRET,
        "--signalbox.github.webhook-secret=sandbox-webhook-secret",
        "--signalbox.required-organizations=" + AcmeInstallation.ACME.login(),
        "--signalbox.seats=" + AcmeInstallation.SEATS,
        "--signalbox.admins=" + Persona.ADMIN.login() + "," + Persona.SECOND_ADMIN.id());
  }
}
