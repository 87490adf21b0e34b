package dev.signalbox.accounts.users;

import dev.signalbox.web.StorableTime;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The submitted form of a suspension.
 *
 * @param until the date on which the suspension ends, such as {@code 2026-12-01}, or empty
 */
record SuspensionForm(
    @NotBlank(message = "Enter a reason.")
        @Size(max = AuditReason.MAX_LENGTH, message = AuditReason.TOO_LONG)
        String reason,
    @Nullable String until) {

  /** Rejects a malformed date and a date that is not in the future. */
  void validate(Errors errors, Instant now) {
    if (until == null || until.isBlank()) {
      return;
    }
    try {
      if (!start(until).isAfter(now)) {
        errors.rejectValue("until", "past", "Choose a future date.");
      }
    } catch (DateTimeParseException e) {
      errors.rejectValue("until", "date", "Use the format 2026-12-01.");
    }
  }

  /** The start of the date in UTC, or null. Call {@link #validate} first. */
  @Nullable Instant endsAt() {
    return until == null || until.isBlank() ? null : start(until);
  }

  private static Instant start(String day) {
    return StorableTime.parseDate(day.strip());
  }
}
