package dev.signalbox.github;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract against github.com, with a token that has the scope read:org. */
@EnabledIfEnvironmentVariable(named = "GITHUB_TOKEN", matches = "gh.+")
@Tag("integration")
class RealGitHubTests extends MembershipContract {

  private final GitHubClientFixture fixture =
      GitHubClientFixture.at(URI.create("https://github.com"));

  @Override
  GitHubClient gitHub() {
    return fixture.gitHub();
  }

  @Override
  Secret token() {
    return new Secret(Objects.requireNonNull(System.getenv("GITHUB_TOKEN")));
  }

  @Override
  Instant now() {
    return fixture.clock().instant();
  }
}
