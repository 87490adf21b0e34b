package dev.signalbox.github;

import dev.signalbox.sandbox.github.FakeGitHub;
import org.junit.jupiter.api.Tag;

/** The contract against an instance with a separate API host. */
@Tag("integration")
class GitHubComTests extends FakeGitHubContract {

  @Override
  GitHubAddress address(FakeGitHub gitHub) {
    return new GitHubAddress(gitHub.address(), gitHub.apiAddress());
  }
}
