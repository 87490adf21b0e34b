package dev.signalbox.github;

import dev.signalbox.sandbox.github.FakeGitHub;
import org.junit.jupiter.api.Tag;

/** The contract against an Enterprise Server, which serves the API under {@code /api/v3}. */
@Tag("integration")
class EnterpriseServerTests extends FakeGitHubContract {

  @Override
  GitHubAddress address(FakeGitHub gitHub) {
    return GitHubAddress.of(gitHub.address());
  }
}
