package dev.signalbox.github;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.secrets.Secret;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** The full contract against the simulated GitHub over HTTP. */
abstract class FakeGitHubContract extends MembershipContract {

  private final AdjustableClock clock = new AdjustableClock();
  private final FakeGitHub server = FakeGitHub.start(0, clock);

  abstract GitHubAddress address(FakeGitHub gitHub);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  FakeGitHub fakeGitHub() {
    return server;
  }

  @Override
  GitHubClient gitHub() {
    return GitHubClientFixture.at(address(server)).with(clock).gitHub();
  }

  @Override
  GitHubClient misconfigured() {
    return GitHubClientFixture.at(address(server)).with(clock).withClientSecret("another").gitHub();
  }

  @Override
  Secret token() {
    return tokenOf(Persona.MEMBER);
  }

  @Override
  Instant now() {
    return clock.instant();
  }
}
