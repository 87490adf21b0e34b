package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * How to drain a client, and why.
 *
 * @param deadline one of {@link DeadlineChoice#choices}
 * @param custom a length such as {@code 90m}, where that was chosen
 * @param ignoreSystemJobs null where nobody was asked yet
 * @param typed the client's name, where everything is stopped at once
 * @param look set by the button that only shows what would happen, for browsers without scripts
 */
record DrainForm(
    @Nullable String deadline,
    @Size(max = 20, message = DeadlineChoice.WRONG) @Nullable String custom,
    @Nullable Boolean ignoreSystemJobs,
    @NotBlank(message = Reasons.MISSING) @Size(max = Reasons.LONGEST, message = Reasons.TOO_LONG)
        String reason,
    @Nullable String typed,
    @Nullable String look) {

  /**
   * The same for a client where nobody chose yet: what it drains with already, so that whoever
   * changes one thing does not change the others.
   */
  DrainForm orAsItDrains(Client client, Instant now) {
    Client.@Nullable Drain drain = client.drain();
    if (deadline != null || drain == null) {
      return this;
    }
    @Nullable Duration left =
        drain.forceAt() == null ? null : Duration.between(now, drain.forceAt());
    boolean ends = left != null && left.isPositive();
    return new DrainForm(
        ends ? DeadlineChoice.CUSTOM : "none",
        ends ? DeadlineChoice.written(Objects.requireNonNull(left)) : null,
        ignoreSystemJobs == null ? Boolean.valueOf(drain.ignoreSystemJobs()) : ignoreSystemJobs,
        reason,
        typed,
        look);
  }

  /** Complains about a length that is none, and about everything stopped without the name. */
  void check(Errors errors, String clientName) {
    @Nullable DeadlineChoice choice = DeadlineChoice.read(deadline, custom);
    if (choice == null) {
      errors.rejectValue("custom", "length", DeadlineChoice.WRONG);
    } else if (choice.atOnce() && look == null && !clientName.equals(typed)) {
      errors.rejectValue(
          "deadline", "typed", "This kills what runs. Type the client's name below to do it.");
    }
  }

  /** What was chosen; what is no length reads as none. */
  DeadlineChoice choice() {
    @Nullable DeadlineChoice choice = DeadlineChoice.read(deadline, custom);
    return choice == null ? DeadlineChoice.NONE : choice;
  }

  boolean ignoresSystemJobs() {
    return ignoreSystemJobs == null || ignoreSystemJobs;
  }
}
