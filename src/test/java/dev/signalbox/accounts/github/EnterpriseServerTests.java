package dev.signalbox.accounts.github;

import dev.signalbox.sandbox.github.FakeGitHub;

/** The contract with an Enterprise Server, whose API is below {@code /api/v3}. */
class EnterpriseServerTests extends StoryContract {

  @Override
  GitHubAddress address(FakeGitHub gitHub) {
    return GitHubAddress.of(gitHub.address());
  }
}
