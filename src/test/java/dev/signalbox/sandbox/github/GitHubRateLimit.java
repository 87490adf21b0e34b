package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The hourly rate limit of each user and the secondary limit of all users: 5,000 requests per hour;
 * further requests are rejected with 403 or 429 ("Rate limits for the REST API").
 */
final class GitHubRateLimit {

  private static final int HOURLY_LIMIT = 5_000;
  private static final String DOCS_PATH = "/using-the-rest-api/rate-limits-for-the-rest-api";

  private record Budget(int remaining, Instant reset) {}

  private final Map<Persona, Budget> budgets = new EnumMap<>(Persona.class);
  private final Clock clock;
  private int rejectionStatus = 403;
  private Instant blockedUntil = Instant.MIN;

  GitHubRateLimit(Clock clock) {
    this.clock = clock;
    setRemaining(HOURLY_LIMIT, 403);
  }

  synchronized void setRemaining(int remaining, int statusWhenSpent) {
    rejectionStatus = statusWhenSpent;
    Instant reset = clock.instant().plus(Duration.ofHours(1));
    AcmeInstallation.personas()
        .forEach(persona -> budgets.put(persona, new Budget(remaining, reset)));
  }

  synchronized void startSecondaryLimit(Duration wait) {
    blockedUntil = clock.instant().plus(wait);
  }

  /** Returns the error response if the user has reached a limit. */
  synchronized Optional<GitHubStubResponse> findRefusal(Persona persona) {
    Instant now = clock.instant();
    if (now.isBefore(blockedUntil)) {
      long seconds = Duration.between(now, blockedUntil).toSeconds();
      return Optional.of(
          GitHubStubResponse.error(
                  rejectionStatus,
                  "You have exceeded a secondary rate limit. Please wait a few minutes before you"
                      + " try again.",
                  GitHubStubResponse.DOCS + DOCS_PATH + "#about-secondary-rate-limits")
              .withHeader("retry-after", Long.toString(Math.max(1, seconds))));
    }
    if (budget(persona).remaining > 0) {
      return Optional.empty();
    }
    return Optional.of(
        GitHubStubResponse.error(
            rejectionStatus,
            "API rate limit exceeded for user ID " + persona.id() + ".",
            GitHubStubResponse.DOCS + DOCS_PATH));
  }

  synchronized void consume(Persona persona) {
    Budget budget = budget(persona);
    budgets.put(persona, new Budget(budget.remaining - 1, budget.reset));
  }

  synchronized GitHubStubResponse addHeaders(GitHubStubResponse response, Persona persona) {
    Budget budget = budget(persona);
    return response
        .withHeader("x-ratelimit-limit", Integer.toString(HOURLY_LIMIT))
        .withHeader("x-ratelimit-remaining", Integer.toString(budget.remaining))
        .withHeader("x-ratelimit-used", Integer.toString(HOURLY_LIMIT - budget.remaining))
        .withHeader("x-ratelimit-reset", Long.toString(budget.reset.getEpochSecond()))
        .withHeader("x-ratelimit-resource", "core");
  }

  private Budget budget(Persona persona) {
    Budget budget = Objects.requireNonNull(budgets.get(persona));
    Instant now = clock.instant();
    if (now.isBefore(budget.reset)) {
      return budget;
    }
    Budget fresh = new Budget(HOURLY_LIMIT, now.plus(Duration.ofHours(1)));
    budgets.put(persona, fresh);
    return fresh;
  }
}
