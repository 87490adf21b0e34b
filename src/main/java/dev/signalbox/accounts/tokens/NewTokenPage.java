package dev.signalbox.accounts.tokens;

import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FormField;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/**
 * View model of the form for a new token.
 *
 * @param summary a sentence about the token's permissions
 */
record NewTokenPage(
    String summary,
    FormField name,
    FormField scopes,
    List<Choice> choices,
    FormField lifetime,
    FormField expires) {

  private static final Duration DEFAULT_LIFETIME = Duration.ofDays(90);
  private static final String NAME_HINT = "what it is for, such as “nightly report on jenkins-2”";
  private static final String EXPIRES_HINT = "at 00:00 UTC; at most one year from now";

  static NewTokenPage empty(CurrentUser currentUser, Clock clock) {
    LocalDate expiration = day(clock.instant().plus(DEFAULT_LIFETIME));
    return new NewTokenPage(
        summary(currentUser),
        FormField.empty("name", "Name", NAME_HINT),
        new FormField("scopes", "Scopes", null, null, null),
        choices(List.of(TokenScope.READ.apiName())),
        new FormField("lifetime", "Expiration", null, "90", null),
        new FormField("expires", "Expiration date", EXPIRES_HINT, expiration.toString(), null));
  }

  static NewTokenPage submitted(TokenForm form, Errors errors, CurrentUser currentUser) {
    @Nullable FieldError noScope = errors.getFieldError("scopes");
    return new NewTokenPage(
        summary(currentUser),
        FormField.submitted(errors, "name", "Name", NAME_HINT),
        new FormField(
            "scopes", "Scopes", null, null, noScope == null ? null : noScope.getDefaultMessage()),
        choices(form.scopes()),
        FormField.submitted(errors, "lifetime", "Expiration", null),
        FormField.submitted(errors, "expires", "Expiration date", EXPIRES_HINT));
  }

  /** The fields for the error summary, in form order. */
  public List<FormField> fields() {
    return List.of(name, scopes, lifetime, expires);
  }

  /** The offered lifetimes by submitted value. */
  public Map<String, String> lifetimes() {
    Map<String, String> lifetimes = new LinkedHashMap<>();
    lifetimes.put("30", "30 days");
    lifetimes.put("90", "90 days");
    lifetimes.put("365", "1 year");
    lifetimes.put(TokenForm.CUSTOM, "Custom");
    return lifetimes;
  }

  private static String summary(CurrentUser currentUser) {
    return "A token has at most your own permissions (currently " + currentUser.role() + ")";
  }

  /** The validation message for an expiration date out of range. */
  static String invalidDateMessage(Clock clock) {
    Instant now = clock.instant();
    return "Choose a date between "
        + day(now).plusDays(1)
        + " and "
        + day(TokenLimits.forUser(now).latest())
        + ".";
  }

  private static List<Choice> choices(@Nullable List<String> selected) {
    return Arrays.stream(TokenScope.values())
        .map(scope -> Choice.of(scope, selected != null && selected.contains(scope.apiName())))
        .toList();
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** A checkbox for a scope. */
  record Choice(String value, String label, String description, boolean on) {

    static Choice of(TokenScope scope, boolean on) {
      return new Choice(
          scope.apiName(), scope.apiName().replace('_', ' '), scope.description(), on);
    }
  }
}
