package dev.signalbox.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Whether GitHub answers this instance, derived from the calls that it makes. There is no separate
 * check, so an outage ends with the next answered call, or {@link #FORGOTTEN_AFTER} after the last
 * failed one.
 */
@Component
public class GitHubAvailability {

  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

  private final AtomicReference<@Nullable Outage> current = new AtomicReference<>();
  private final ApplicationEventPublisher events;
  private final Clock clock;

  GitHubAvailability(ApplicationEventPublisher events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Returns the current outage, or empty if the last call was answered. */
  public Optional<Outage> outage() {
    Instant earliest = clock.instant().minus(FORGOTTEN_AFTER);
    return Optional.ofNullable(current.get())
        .filter(outage -> outage.lastFailure().isAfter(earliest));
  }

  void recordAnswer() {
    if (current.getAndSet(null) != null) {
      events.publishEvent(new Changed());
    }
  }

  /**
   * Records a call without an answer, or with a server error.
   *
   * @param attempt what was tried, to be read after "Tried to"
   * @param response the error
   */
  void recordFailure(String attempt, String response) {
    Instant now = clock.instant();
    @Nullable Outage before =
        current.getAndUpdate(
            known -> new Outage(known == null ? now : known.since(), now, attempt, response));
    if (before == null) {
      events.publishEvent(new Changed());
    }
  }

  /**
   * A time in which GitHub answers no call.
   *
   * @param since the first failed call
   * @param lastFailure the last failed call
   * @param tried what was tried, to be read after "Tried to"
   * @param response the error
   */
  public record Outage(Instant since, Instant lastFailure, String tried, String response) {}

  /** An outage has begun or ended. */
  public record Changed() {}
}
