package dev.signalbox.registration;

import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.github.GitHubAddress;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FormField;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * View model of the form.
 *
 * @param anyone the label of the option that requires no organization
 * @param problem why nothing could be saved, or null
 * @param conflict the rules that another admin saved meanwhile, or null
 */
record RegistrationFormPage(
    FormField who,
    String anyone,
    FormField organizations,
    FormField suspendNewUsers,
    @Nullable Integer version,
    @Nullable String note,
    @Nullable ProblemPanel problem,
    @Nullable Conflict conflict,
    ActionButton save) {

  static RegistrationFormPage of(
      RegistrationPolicy current, GitHubAddress gitHub, CurrentUser currentUser) {
    return submitted(
        new RegistrationForm(
            current.anyone() ? RegistrationForm.ANYONE : RegistrationForm.MEMBERS,
            OrganizationList.format(current.names()),
            current.suspendNewUsers(),
            current.version(),
            null),
        gitHub,
        currentUser);
  }

  /** The form with the submitted values. */
  static RegistrationFormPage submitted(
      RegistrationForm form, GitHubAddress gitHub, CurrentUser currentUser) {
    return new RegistrationFormPage(
        new FormField("who", "Who can sign in", null, form.who(), null),
        "Anyone who can sign in at " + gitHub.instance(),
        new FormField(
            "organizations",
            "Required organizations",
            "comma-separated; membership in any one is enough",
            form.list(),
            null),
        new FormField(
            "suspendNewUsers",
            "Require approval for new users",
            "New users wait until an admin activates them. CircleCI server calls this"
                + " \u201cSuspend New Users\u201d.",
            Boolean.toString(form.requiresApproval()),
            null),
        form.version(),
        RegistrationMessages.enterpriseNote(gitHub),
        null,
        null,
        ActionButton.of("Save", currentUser, null));
  }

  /** Returns the form with validation errors, or empty if it is valid. */
  Optional<RegistrationFormPage> validate(RegistrationForm form, Errors errors) {
    if (errors.hasFieldErrors("organizations")) {
      FormField invalid =
          FormField.submitted(
              errors, organizations.name(), organizations.label(), organizations.hint());
      return Optional.of(with(who, invalid, problem, conflict, version));
    }
    if (errors.hasErrors()
        || !List.of(RegistrationForm.MEMBERS, RegistrationForm.ANYONE)
            .contains(Objects.requireNonNullElse(form.who(), ""))) {
      return Optional.of(
          with(withError(who, "Choose an option."), organizations, problem, conflict, version));
    }
    if (form.anyone()) {
      return Optional.empty();
    }
    List<String> names = OrganizationList.parse(form.list());
    return names.isEmpty()
        ? Optional.of(
            withOrganizationsError("Enter at least one organization, or choose “" + anyone + "”."))
        : OrganizationList.violation(names).map(this::withOrganizationsError);
  }

  RegistrationFormPage withOrganizationsError(String why) {
    return with(who, withError(organizations, why), problem, conflict, version);
  }

  RegistrationFormPage problem(ProblemPanel newProblem) {
    return with(who, organizations, newProblem, conflict, version);
  }

  /** The form with both versions; saving again overwrites the other admin's. */
  RegistrationFormPage withConflict(
      RegistrationPolicy current, RegistrationForm form, Clock clock) {
    return with(who, organizations, problem, Conflict.of(current, form, clock), current.version());
  }

  private static FormField withError(FormField field, String why) {
    return new FormField(field.name(), field.label(), field.hint(), field.value(), why);
  }

  private RegistrationFormPage with(
      FormField newWho,
      FormField newOrganizations,
      @Nullable ProblemPanel newProblem,
      @Nullable Conflict newConflict,
      @Nullable Integer newVersion) {
    return new RegistrationFormPage(
        newWho,
        anyone,
        newOrganizations,
        suspendNewUsers,
        newVersion,
        note,
        newProblem,
        newConflict,
        save);
  }

  /** The fields for the error summary. */
  public List<FormField> fields() {
    return List.of(who, organizations, suspendNewUsers);
  }

  /** The rules that another admin saved, and the submitted ones. */
  record Conflict(
      @Nullable String by,
      @Nullable TimestampView at,
      String theirs,
      String theirNewUsers,
      String yours,
      String yourNewUsers) {

    static Conflict of(RegistrationPolicy current, RegistrationForm form, Clock clock) {
      return new Conflict(
          current.saved() == null ? null : current.saved().by(),
          current.saved() == null ? null : TimestampView.of(current.saved().at(), clock),
          rule(current.anyone(), current.names()),
          RegistrationMessages.newUsers(current.suspendNewUsers()),
          rule(form.anyone(), OrganizationList.parse(form.list())),
          RegistrationMessages.newUsers(form.requiresApproval()));
    }

    private static String rule(boolean anyone, List<String> names) {
      return anyone ? "Anyone who can sign in" : OrganizationList.format(names);
    }
  }
}
