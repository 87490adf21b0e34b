package dev.signalbox.accounts.tokens;

import dev.signalbox.web.Field;
import dev.signalbox.web.Moment;
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
 * @param days those that the date field takes
 */
record NewTokenPage(
    String truth, Field name, Field scopes, List<Choice> choices, Field expires, Days days) {

  private static final Duration USUAL = Duration.ofDays(90);
  private static final String NAME_HINT = "for instance what uses it, and where";

  static NewTokenPage empty(Visitor visitor, Clock clock) {
    LocalDate usual = day(clock.instant().plus(USUAL));
    return new NewTokenPage(
        truth(visitor),
        Field.empty("name", "Name", NAME_HINT),
        new Field("scopes", "Scopes", null, null, null),
        choices(List.of(TokenScope.READ.word())),
        new Field("expires", "Expires", expiresHint(), usual.toString(), null),
        Days.of(clock));
  }

  static NewTokenPage sent(TokenForm form, Errors errors, Visitor visitor, Clock clock) {
    @Nullable FieldError noScope = errors.getFieldError("scopes");
    return new NewTokenPage(
        truth(visitor),
        Field.sent(errors, "name", "Name", NAME_HINT),
        new Field(
            "scopes", "Scopes", null, null, noScope == null ? null : noScope.getDefaultMessage()),
        choices(form.scopes()),
        Field.sent(errors, "expires", "Expires", expiresHint()),
        Days.of(clock));
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

  private static String expiresHint() {
    return "at 00:00 UTC of that day; at most a year from now";
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

  /**
   * The days on which a token may end.
   *
   * @param sentence the same for whoever chose another one
   */
  record Days(String first, String last, String sentence) {

    static Days of(Clock clock) {
      Instant now = clock.instant();
      LocalDate first = day(now).plusDays(1);
      LocalDate last = day(TokenLimits.ofAPerson(now).latest());
      return new Days(
          first.toString(),
          last.toString(),
          "Choose a day from "
              + Moment.day(first.atStartOfDay(ZoneOffset.UTC).toInstant())
              + " to "
              + Moment.day(last.atStartOfDay(ZoneOffset.UTC).toInstant())
              + ".");
    }
  }
}
