package dev.signalbox.sandbox;

import dev.signalbox.sandbox.github.FakeGitHub;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The GitHub of the environment where a client is named, the stand-in elsewhere. */
final class SandboxGitHub {

  /** Away from the well-known ports, and the same each time so that its cookies stay good. */
  private static final int PORT = 8070;

  private static @Nullable FakeGitHub running;

  private SandboxGitHub() {}

  /** The stand-in, or null where the real one is used. */
  static @Nullable FakeGitHub running() {
    return running;
  }

  static List<String> properties(SandboxState state) throws IOException {
    if (System.getenv("SIGNALBOX_GITHUB_CLIENT_ID") != null) {
      return List.of();
    }
    FakeGitHub gitHub = FakeGitHub.start(PORT);
    gitHub.registerCallbacks(URI.create("http://localhost:8080/sign-in/callback"));
    gitHub.keepTokensIn(state.gitHubTokens());
    running = gitHub;
    return List.of(
        "--signalbox.public-url=http://localhost:8080",
        "--signalbox.github.url=" + gitHub.address(),
        "--signalbox.github.client-id=" + FakeGitHub.CLIENT_ID,
        "--signalbox.github.client-secret=" + FakeGitHub.CLIENT_SECRET,
        "--signalbox.github.webhook-secret=sandbox-webhook-secret",
        "--signalbox.required-organizations=" + Installation.ACME.login(),
        "--signalbox.seats=" + Installation.SEATS,
        "--signalbox.admins=" + Persona.ADMIN.login() + "," + Persona.SECOND_ADMIN.id());
  }
}
