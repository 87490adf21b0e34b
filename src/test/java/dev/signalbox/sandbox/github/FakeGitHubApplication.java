package dev.signalbox.sandbox.github;

import java.net.URI;
import java.util.Objects;

/**
 * Runs the fake GitHub without the console, for the trial installation in {@code docker/}. {@code
 * SIGNALBOX_PUBLIC_URL} is the URL of the console.
 */
public final class FakeGitHubApplication {

  private static final int PORT = 8070;

  private FakeGitHubApplication() {}

  public static void main(String[] args) {
    String console =
        Objects.requireNonNull(
            System.getenv("SIGNALBOX_PUBLIC_URL"), "SIGNALBOX_PUBLIC_URL is not set");
    FakeGitHub gitHub = FakeGitHub.startOnAllInterfaces(PORT);
    gitHub.registerCallbacks(URI.create(console + "/sign-in/callback"));
    // the threads of the server keep the process running
    System.out.println("Fake GitHub: " + gitHub.address());
  }
}
