package dev.signalbox.registration;

import dev.signalbox.registration.AccessLossPreview.AffectedUser;
import dev.signalbox.registration.RegistrationOutcome.ConfirmationRequired;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page that confirms stricter registration rules.
 *
 * @param fields the submitted form, repeated as hidden fields
 * @param more the text for the users who are not listed, or null
 */
record AccessLossPage(
    String title,
    String summary,
    ConfirmPanel confirm,
    Map<String, String> fields,
    List<Line> users,
    @Nullable String more) {

  static AccessLossPage of(RegistrationForm form, ConfirmationRequired confirmation, Clock clock) {
    AccessLossPreview preview = confirmation.losing();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("who", Objects.requireNonNullElse(form.who(), ""));
    fields.put("organizations", form.list());
    fields.put("suspendNewUsers", Boolean.toString(form.requiresApproval()));
    fields.put("version", String.valueOf(form.version()));
    fields.put("confirmed", preview.confirmationToken());
    long hidden = preview.nonMembers() + preview.unknown() - preview.first().size();
    return new AccessLossPage(
        title(preview),
        "Only members of "
            + RegistrationMessages.any(confirmation.names())
            + " will be able to sign in",
        new ConfirmPanel(
            "/settings/registration",
            "put",
            "Confirm the stricter rules",
            consequence(preview),
            preview.nonMembers() == 0
                ? "Save"
                : "Save and remove access for " + RegistrationMessages.users(preview.nonMembers()),
            "lock",
            "/settings/registration",
            null,
            null),
        fields,
        preview.first().stream().map(user -> Line.of(user, clock)).toList(),
        hidden == 0 ? null : "and %,d more".formatted(hidden));
  }

  private static String title(AccessLossPreview preview) {
    if (preview.nonMembers() == 0) {
      return RegistrationMessages.users(preview.unknown()) + " may lose access";
    }
    return RegistrationMessages.users(preview.nonMembers())
        + (preview.nonMembers() == 1 ? " loses access" : " lose access");
  }

  private static String consequence(AccessLossPreview preview) {
    String known =
        preview.nonMembers() == 0
            ? ""
            : "They are signed out immediately and can't sign in again. ";
    return (known + unknown(preview)).strip();
  }

  private static String unknown(AccessLossPreview preview) {
    if (preview.unknown() == 0) {
      return "";
    }
    String number =
        preview.nonMembers() == 0
            ? RegistrationMessages.users(preview.unknown())
            : "%,d more".formatted(preview.unknown());
    return number
        + (preview.unknown() == 1
            ? " is unknown and will be checked at the next sign-in."
            : " are unknown and will be checked at their next sign-in.");
  }

  /** A user in the list. */
  record Line(
      String url,
      String name,
      String login,
      String initials,
      boolean known,
      @Nullable TimestampView checkedAt) {

    static Line of(AffectedUser user, Clock clock) {
      return new Line(
          "/users/" + user.id(),
          user.displayName(),
          user.login(),
          CurrentUser.initialsOf(user.displayName()),
          user.checkedAt() != null,
          TimestampView.ofNullable(user.checkedAt(), clock));
    }
  }
}
