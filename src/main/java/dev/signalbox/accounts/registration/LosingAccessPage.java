package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.registration.LosingAccess.Loser;
import dev.signalbox.accounts.registration.RegistrationOutcome.ToConfirm;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who would lose access, before stricter rules are saved, ready to print.
 *
 * @param fields what was typed, for the form that confirms it
 * @param more what stands in place of those who are not shown, or null
 */
record LosingAccessPage(
    String truth,
    Confirm confirm,
    Map<String, String> fields,
    List<Line> people,
    @Nullable String more) {

  static LosingAccessPage of(RegistrationForm form, ToConfirm toConfirm, Clock clock) {
    LosingAccess losing = toConfirm.losing();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("who", Objects.requireNonNullElse(form.who(), ""));
    fields.put("organizations", form.list());
    fields.put("suspendNewUsers", Boolean.toString(form.suspends()));
    fields.put("version", String.valueOf(form.version()));
    fields.put("confirmed", losing.mark());
    long hidden = losing.outside() + losing.unknown() - losing.first().size();
    return new LosingAccessPage(
        "Only active members of " + RegistrationWords.any(toConfirm.names()) + " would enter",
        new Confirm(
            "/settings/registration",
            "put",
            title(losing),
            consequence(losing),
            "Save the stricter rules",
            "lock",
            "/settings/registration",
            null,
            null),
        fields,
        losing.first().stream().map(loser -> Line.of(loser, clock)).toList(),
        hidden == 0 ? null : "and " + RegistrationWords.people(hidden) + " more");
  }

  private static String title(LosingAccess losing) {
    if (losing.outside() == 0) {
      return "Nobody is known to lose access, but not everybody is known";
    }
    return losing.outside() == 1
        ? "1 person loses access"
        : losing.outside() + " people lose access";
  }

  private static String consequence(LosingAccess losing) {
    String known =
        losing.outside() == 0
            ? ""
            : "Whoever is signed in is out at once; none of them can sign in again. ";
    String unknown =
        losing.unknown() == 0
            ? ""
            : "Of "
                + RegistrationWords.people(losing.unknown())
                + " the organisations are unknown: GitHub is asked when they come again.";
    return (known + unknown).strip();
  }

  /** One person. */
  record Line(
      String url,
      String name,
      String login,
      String initials,
      boolean known,
      @Nullable Moment checkedAt) {

    static Line of(Loser loser, Clock clock) {
      return new Line(
          "/users/" + loser.id(),
          loser.displayName(),
          loser.login(),
          Visitor.initialsOf(loser.displayName()),
          loser.checkedAt() != null,
          Moment.ofNullable(loser.checkedAt(), clock));
    }
  }
}
