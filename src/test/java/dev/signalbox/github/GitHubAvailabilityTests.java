package dev.signalbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.github.AdjustableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GitHubAvailabilityTests {

  private final List<Object> events = new ArrayList<>();
  private final AdjustableClock clock = new AdjustableClock();
  private final GitHubAvailability availability = new GitHubAvailability(events::add, clock);

  @Test
  void anOutageLastsFromTheFirstFailureToTheNextAnswer() {
    assertThat(availability.outage()).isEmpty();
    Instant start = clock.instant();
    availability.recordFailure("check a membership", "connection refused");
    clock.advance(Duration.ofMinutes(5));
    availability.recordFailure("read a profile", "HTTP status 503");

    assertThat(availability.outage())
        .hasValueSatisfying(
            outage -> {
              assertThat(outage.since()).isEqualTo(start);
              assertThat(outage.response()).isEqualTo("HTTP status 503");
            });
    assertThat(events).hasSize(1);

    availability.recordAnswer();
    availability.recordAnswer();

    assertThat(availability.outage()).isEmpty();
    assertThat(events).hasSize(2);
  }

  @Test
  void anOutageIsForgottenIfNoCallFollows() {
    availability.recordFailure("check a membership", "connection refused");
    clock.advance(GitHubAvailability.FORGOTTEN_AFTER);

    assertThat(availability.outage()).isEmpty();
  }
}
