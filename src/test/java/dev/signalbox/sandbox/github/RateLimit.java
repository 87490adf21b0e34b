package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.Persona;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The hourly budget of each user and the secondary limit of everybody ("Rate limits for the REST
 * API"): 5,000 requests an hour, refused with 403 or 429 once they are spent.
 */
final class RateLimit {

  private static final int HOURLY = 5_000;
  private static final String PAGE = "/using-the-rest-api/rate-limits-for-the-rest-api";

  private record Budget(int remaining, Instant reset) {}

  private final Map<Persona, Budget> budgets = new EnumMap<>(Persona.class);
  private final Clock clock;
  private int refusal = 403;
  private Instant silentUntil = Instant.MIN;

  RateLimit(Clock clock) {
    this.clock = clock;
    leave(HOURLY, 403);
  }

  synchronized void leave(int remaining, int statusWhenSpent) {
    refusal = statusWhenSpent;
    Instant reset = clock.instant().plus(Duration.ofHours(1));
    Installation.personas().forEach(persona -> budgets.put(persona, new Budget(remaining, reset)));
  }

  synchronized void silence(Duration wait) {
    silentUntil = clock.instant().plus(wait);
  }

  /** The refusal a request meets before anything is looked up, if it meets one. */
  synchronized Optional<Answer> refuse(Persona persona) {
    Instant now = clock.instant();
    if (now.isBefore(silentUntil)) {
      long seconds = Duration.between(now, silentUntil).toSeconds();
      return Optional.of(
          Answer.error(
                  refusal,
                  "You have exceeded a secondary rate limit. Please wait a few minutes before you"
                      + " try again.",
                  Answer.DOCS + PAGE + "#about-secondary-rate-limits")
              .with("retry-after", Long.toString(Math.max(1, seconds))));
    }
    if (budget(persona).remaining > 0) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.error(
            refusal,
            "API rate limit exceeded for user ID " + persona.id() + ".",
            Answer.DOCS + PAGE));
  }

  synchronized void spend(Persona persona) {
    Budget budget = budget(persona);
    budgets.put(persona, new Budget(budget.remaining - 1, budget.reset));
  }

  synchronized Answer stamp(Answer answer, Persona persona) {
    Budget budget = budget(persona);
    return answer
        .with("x-ratelimit-limit", Integer.toString(HOURLY))
        .with("x-ratelimit-remaining", Integer.toString(budget.remaining))
        .with("x-ratelimit-used", Integer.toString(HOURLY - budget.remaining))
        .with("x-ratelimit-reset", Long.toString(budget.reset.getEpochSecond()))
        .with("x-ratelimit-resource", "core");
  }

  private Budget budget(Persona persona) {
    Budget budget = Objects.requireNonNull(budgets.get(persona));
    Instant now = clock.instant();
    if (now.isBefore(budget.reset)) {
      return budget;
    }
    Budget fresh = new Budget(HOURLY, now.plus(Duration.ofHours(1)));
    budgets.put(persona, fresh);
    return fresh;
  }
}
