package dev.signalbox.drains;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ui.ReasonField;
import dev.signalbox.web.TypedName;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The drain form.
 *
 * @param deadline one of {@link DeadlineChoice#choices}
 * @param custom a duration such as {@code 90m} if {@code deadline} is custom
 * @param ignoreSystemJobs null before the form was submitted
 * @param typed the client's name, required to kill all builds immediately
 * @param preview set by the preview button, for browsers without JavaScript
 */
record DrainForm(
    @Nullable String deadline,
    @Size(max = 20, message = DeadlineChoice.INVALID) @Nullable String custom,
    @Nullable Boolean ignoreSystemJobs,
    @NotBlank(message = ReasonField.REQUIRED)
        @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
        String reason,
    @Nullable String typed,
    @Nullable String preview) {

  /** The form before it was submitted. */
  static final DrainForm EMPTY = new DrainForm(null, null, null, "", null, null);

  /**
   * Returns the form filled with the settings of the drain in progress, unless a deadline was
   * submitted. Changing one setting then leaves the others as they are.
   */
  DrainForm withCurrentDrain(Client client, Instant now) {
    Client.@Nullable Drain drain = client.drain();
    if (deadline != null || drain == null) {
      return this;
    }
    @Nullable Duration left =
        drain.forceAt() == null ? null : Duration.between(now, drain.forceAt());
    boolean hasDeadline = left != null && left.isPositive();
    return new DrainForm(
        hasDeadline ? DeadlineChoice.CUSTOM : "none",
        hasDeadline ? DeadlineChoice.format(Objects.requireNonNull(left)) : null,
        ignoreSystemJobs == null ? Boolean.valueOf(drain.ignoreSystemJobs()) : ignoreSystemJobs,
        reason,
        typed,
        preview);
  }

  /** Rejects an invalid duration, and killing all builds without typing the client's name. */
  void check(BindingResult errors, String clientName) {
    if (errors.getTarget() == null) {
      // Spring accepts no further errors after a value that can't be read
      return;
    }
    @Nullable DeadlineChoice choice = DeadlineChoice.parse(deadline, custom);
    if (choice == null) {
      errors.rejectValue("custom", "length", DeadlineChoice.INVALID);
    } else if (choice.isImmediate() && preview == null && !TypedName.matches(typed, clientName)) {
      errors.rejectValue(
          "deadline", "typed", "This kills running builds. Type the client's name to confirm.");
    }
  }

  /** The chosen deadline; an invalid duration counts as no deadline. */
  DeadlineChoice choice() {
    @Nullable DeadlineChoice choice = DeadlineChoice.parse(deadline, custom);
    return choice == null ? DeadlineChoice.NONE : choice;
  }

  boolean ignoresSystemJobs() {
    return ignoreSystemJobs == null || ignoreSystemJobs;
  }
}
