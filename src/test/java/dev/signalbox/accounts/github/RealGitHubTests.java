package dev.signalbox.accounts.github;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The rows of the contract that the real github.com can be asked for, with a token of read:org. */
@EnabledIfEnvironmentVariable(named = "GITHUB_TOKEN", matches = "gh.+")
class RealGitHubTests extends MembershipContract {

  private final GitHubFixture fixture = GitHubFixture.at(URI.create("https://github.com"));

  @Override
  GitHub gitHub() {
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
