package dev.signalbox.accounts.github;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.sandbox.github.HandClock;
import dev.signalbox.secrets.Secret;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** The whole contract against the stand-in at the wire, in one of its two address forms. */
abstract class StoryContract extends MembershipContract {

  private final HandClock clock = new HandClock();
  private final FakeGitHub story = FakeGitHub.start(0, clock);

  abstract GitHubAddress address(FakeGitHub gitHub);

  @AfterEach
  void close() {
    story.close();
  }

  @Override
  FakeGitHub story() {
    return story;
  }

  @Override
  GitHub gitHub() {
    return GitHubFixture.at(address(story)).with(clock).gitHub();
  }

  @Override
  GitHub misconfigured() {
    return GitHubFixture.at(address(story)).with(clock).withClientSecret("another").gitHub();
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
