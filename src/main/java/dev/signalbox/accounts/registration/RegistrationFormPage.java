package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.web.Act;
import dev.signalbox.web.Field;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form of the rules, ready to print.
 *
 * @param anyone how the choice between the two rules is labelled
 * @param problem why nothing could be saved, or null
 * @param conflict what another admin saved meanwhile, or null
 */
record RegistrationFormPage(
    Field who,
    String anyone,
    Field organizations,
    Field suspendNewUsers,
    @Nullable Integer version,
    @Nullable String note,
    @Nullable Problem problem,
    @Nullable Conflict conflict,
    Act save) {

  static RegistrationFormPage of(Registration current, GitHubAddress gitHub, Visitor visitor) {
    return sent(
        new RegistrationForm(
            current.anyone() ? RegistrationForm.ANYONE : RegistrationForm.MEMBERS,
            OrganizationList.write(current.names()),
            current.suspendNewUsers(),
            current.version(),
            null),
        gitHub,
        visitor);
  }

  /** With what was typed. */
  static RegistrationFormPage sent(RegistrationForm form, GitHubAddress gitHub, Visitor visitor) {
    return new RegistrationFormPage(
        new Field("who", "Who may enter", null, form.who(), null),
        "Anyone who can sign in at " + gitHub.instance(),
        new Field(
            "organizations",
            "Required organisations",
            "separated by commas; any one of them is enough",
            form.list(),
            null),
        new Field(
            "suspendNewUsers",
            "Suspend new users",
            "Whoever comes for the first time waits until an admin activates them.",
            Boolean.toString(form.suspends()),
            null),
        form.version(),
        RegistrationWords.enterpriseNote(gitHub),
        null,
        null,
        Act.of("Save the rules", visitor, null));
  }

  /** The form again, with what is wrong beside the fields; empty when nothing is. */
  Optional<RegistrationFormPage> mistakes(RegistrationForm form, boolean unreadable) {
    if (unreadable
        || !List.of(RegistrationForm.MEMBERS, RegistrationForm.ANYONE)
            .contains(Objects.requireNonNullElse(form.who(), ""))) {
      return Optional.of(
          with(wrong(who, "Choose one of the two."), organizations, problem, conflict, version));
    }
    if (form.anyone()) {
      return Optional.empty();
    }
    List<String> names = OrganizationList.read(form.list());
    return names.isEmpty()
        ? Optional.of(wrongOrganizations("Name at least one, or choose \"" + anyone + "\" above."))
        : OrganizationList.complaint(names).map(this::wrongOrganizations);
  }

  RegistrationFormPage wrongOrganizations(String why) {
    return with(who, wrong(organizations, why), problem, conflict, version);
  }

  RegistrationFormPage problem(Problem newProblem) {
    return with(who, organizations, newProblem, conflict, version);
  }

  /** With both values side by side; saving once more puts one's own in force. */
  RegistrationFormPage stale(Registration current, RegistrationForm form, Clock clock) {
    return with(who, organizations, problem, Conflict.of(current, form, clock), current.version());
  }

  private static Field wrong(Field field, String why) {
    return new Field(field.name(), field.label(), field.hint(), field.value(), why);
  }

  private RegistrationFormPage with(
      Field newWho,
      Field newOrganizations,
      @Nullable Problem newProblem,
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

  /** The field that is wrong, for the summary. */
  public List<Field> fields() {
    return List.of(who, organizations, suspendNewUsers);
  }

  /** What was saved meanwhile beside what was typed. */
  record Conflict(
      @Nullable String by,
      @Nullable Moment at,
      String theirs,
      String theirNewPeople,
      String yours,
      String yourNewPeople) {

    static Conflict of(Registration current, RegistrationForm form, Clock clock) {
      return new Conflict(
          current.saved() == null ? null : current.saved().by(),
          current.saved() == null ? null : Moment.of(current.saved().at(), clock),
          rule(current.anyone(), current.names()),
          RegistrationWords.newPeople(current.suspendNewUsers()),
          rule(form.anyone(), OrganizationList.read(form.list())),
          RegistrationWords.newPeople(form.suspends()));
    }

    private static String rule(boolean anyone, List<String> names) {
      return anyone ? "Anyone who can sign in" : OrganizationList.write(names);
    }
  }
}
