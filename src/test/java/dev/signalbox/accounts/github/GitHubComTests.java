package dev.signalbox.accounts.github;

import dev.signalbox.sandbox.github.FakeGitHub;

/** The contract with a GitHub whose API has a host of its own. */
class GitHubComTests extends StoryContract {

  @Override
  GitHubAddress address(FakeGitHub gitHub) {
    return new GitHubAddress(gitHub.address(), gitHub.apiAddress());
  }
}
