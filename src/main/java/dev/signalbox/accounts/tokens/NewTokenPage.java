package dev.signalbox.accounts.tokens;

import dev.signalbox.web.Field;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/**
 * The form for a new token, ready to print.
 *
 * @param truth what the token will be able to do, at most
 */
record NewTokenPage(String truth, Field name, Field scopes, List<Choice> choices, Field expires) {

  private static final Duration USUAL = Duration.ofDays(90);
  private static final String NAME_HINT = "for instance what uses it, and where";

  static NewTokenPage empty(Visitor visitor, Clock clock) {
    LocalDate usual = day(clock.instant().plus(USUAL));
    return new NewTokenPage(
        truth(visitor),
        Field.empty("name", "Name", NAME_HINT),
        new Field("scopes", "Scopes", null, null, null),
        choices(List.of(TokenScope.READ.word())),
        new Field("expires", "Expires", expiresHint(clock), usual.toString(), null));
  }

  static NewTokenPage sent(TokenForm form, Errors errors, Visitor visitor, Clock clock) {
    @Nullable FieldError noScope = errors.getFieldError("scopes");
    return new NewTokenPage(
        truth(visitor),
        Field.sent(errors, "name", "Name", NAME_HINT),
        new Field(
            "scopes", "Scopes", null, null, noScope == null ? null : noScope.getDefaultMessage()),
        choices(form.scopes()),
        Field.sent(errors, "expires", "Expires", expiresHint(clock)));
  }

  /** The fields that can be wrong, in the order of the form. */
  public List<Field> fields() {
    return List.of(name, scopes, expires);
  }

  private static String truth(Visitor visitor) {
    return "It never does more than you may: your role is "
        + visitor.role()
        + " now, and what it is at each call counts";
  }

  /** What to say to whoever chose a day on which no token may end. */
  static String wrongDay(Clock clock) {
    Instant now = clock.instant();
    return "Write a day from "
        + day(now).plusDays(1)
        + " to "
        + day(TokenLimits.ofAPerson(now).latest())
        + ".";
  }

  private static String expiresHint(Clock clock) {
    return "a day as "
        + day(clock.instant().plus(USUAL))
        + ", at 00:00 UTC; at most a year from now";
  }

  private static List<Choice> choices(@Nullable List<String> chosen) {
    return Arrays.stream(TokenScope.values())
        .map(scope -> Choice.of(scope, chosen != null && chosen.contains(scope.word())))
        .toList();
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** One scope to tick. */
  record Choice(String word, String label, String means, boolean on) {

    static Choice of(TokenScope scope, boolean on) {
      return new Choice(scope.word(), scope.word().replace('_', ' '), scope.means(), on);
    }
  }
}
