package dev.signalbox.snapshots.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The form of the retention rules.
 *
 * @param version of the rules that the form was filled with
 * @param preview set by the preview button
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record RetentionRulesForm(
    @Nullable Integer version,
    @Nullable Boolean enabled,
    @NotNull(message = NUMBER)
        @Min(value = 0, message = NUMBER)
        @Max(value = 1000, message = NUMBER)
        @Nullable Integer keepLast,
    @NotNull(message = NUMBER)
        @Min(value = 0, message = NUMBER)
        @Max(value = 1000, message = NUMBER)
        @Nullable Integer daily,
    @NotNull(message = NUMBER)
        @Min(value = 0, message = NUMBER)
        @Max(value = 1000, message = NUMBER)
        @Nullable Integer weekly,
    @NotNull(message = NUMBER)
        @Min(value = 0, message = NUMBER)
        @Max(value = 1000, message = NUMBER)
        @Nullable Integer monthly,
    @Nullable Boolean manual,
    @Nullable String preview) {

  static final String NUMBER = "Enter a whole number from 0 to 1,000.";

  static RetentionRulesForm of(RetentionRules rules) {
    return new RetentionRulesForm(
        rules.version(),
        rules.enabled(),
        rules.keepLast(),
        rules.daily(),
        rules.weekly(),
        rules.monthly(),
        rules.manual(),
        null);
  }

  /** Returns the same input, which replaces the given rules. */
  RetentionRulesForm basedOn(RetentionRules current) {
    return new RetentionRulesForm(
        current.version(), enabled, keepLast, daily, weekly, monthly, manual, preview);
  }

  /** Rejects enabled rules that keep nothing, which would delete nothing. */
  void check(Errors errors) {
    if (Boolean.TRUE.equals(enabled)
        && !errors.hasErrors()
        && !rules().policy().deletesAnything()) {
      errors.rejectValue("keepLast", "none", "Enter at least one number above 0.");
    }
  }

  /** Returns the rules; numbers that are missing count as 0. */
  RetentionRules rules() {
    return new RetentionRules(
        number(version),
        Boolean.TRUE.equals(enabled),
        number(keepLast),
        number(daily),
        number(weekly),
        number(monthly),
        Boolean.TRUE.equals(manual),
        null,
        null);
  }

  private static int number(@Nullable Integer number) {
    return number == null ? 0 : Math.max(0, number);
  }
}
