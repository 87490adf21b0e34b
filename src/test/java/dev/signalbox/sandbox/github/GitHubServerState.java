package dev.signalbox.sandbox.github;

import java.time.Clock;

/** Server state that the endpoints share. */
record GitHubServerState(
    UserDirectory directory,
    AccessPolicies policies,
    GrantStore consents,
    AccessTokenStore tokens,
    AuthorizationCodes codes,
    CallbackUrls callbacks,
    GitHubRateLimit rateLimit) {

  static GitHubServerState initial(Clock clock) {
    return new GitHubServerState(
        new UserDirectory(),
        new AccessPolicies(),
        new GrantStore(),
        new AccessTokenStore(clock),
        new AuthorizationCodes(clock),
        new CallbackUrls(),
        new GitHubRateLimit(clock));
  }
}
