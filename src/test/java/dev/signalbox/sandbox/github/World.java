package dev.signalbox.sandbox.github;

import java.time.Clock;

/** Everything this GitHub knows, in one place for the endpoints to share. */
record World(
    Directory directory,
    AccessPolicies policies,
    Consents consents,
    Tokens tokens,
    Codes codes,
    Callbacks callbacks,
    RateLimit rateLimit) {

  static World asTheStoryBegins(Clock clock) {
    return new World(
        new Directory(),
        new AccessPolicies(),
        new Consents(),
        new Tokens(clock),
        new Codes(clock),
        new Callbacks(),
        new RateLimit(clock));
  }
}
