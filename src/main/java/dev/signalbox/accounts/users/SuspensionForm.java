package dev.signalbox.accounts.users;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * Why somebody is suspended, and until when.
 *
 * @param until the day on which the suspension ends as {@code 2026-12-01}, or empty for none
 */
record SuspensionForm(
    @NotBlank(message = "Say why; it stands in the audit log and on the person's page.")
        @Size(max = Reason.LONGEST, message = Reason.TOO_LONG)
        String reason,
    @Nullable String until) {

  /** Complains about a day that is none, or that does not lie ahead. */
  void check(Errors errors, Instant now) {
    if (until == null || until.isBlank()) {
      return;
    }
    try {
      if (!start(until).isAfter(now)) {
        errors.rejectValue("until", "past", "Choose a day after today, or none.");
      }
    } catch (DateTimeParseException e) {
      errors.rejectValue("until", "date", "Write a day as 2026-12-01, or nothing.");
    }
  }

  /** The first moment of that day in UTC, or null; only after {@link #check}. */
  @Nullable Instant ends() {
    return until == null || until.isBlank() ? null : start(until);
  }

  private static Instant start(String day) {
    return LocalDate.parse(day.trim()).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
