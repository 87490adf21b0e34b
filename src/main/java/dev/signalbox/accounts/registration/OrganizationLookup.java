package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.Registration.RequiredOrganization;
import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.github.OrganizationAnswer;
import dev.signalbox.accounts.github.OrganizationAnswer.Found;
import dev.signalbox.secrets.Secret;
import dev.signalbox.web.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Finds out at GitHub what the names of a list mean, with the token of the admin who typed them,
 * and whether that admin would still be inside.
 */
@Component
class OrganizationLookup {

  private final GitHub gitHub;

  OrganizationLookup(GitHub gitHub) {
    this.gitHub = gitHub;
  }

  /**
   * Resolves the names.
   *
   * @param today a name that stands in today's list must mean what it meant when it came there
   */
  Lookup resolve(List<String> names, Registration today, Secret token) {
    List<RequiredOrganization> found = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    List<MembershipAnswer> own = new ArrayList<>();
    for (String name : names) {
      switch (gitHub.organization(token, name)) {
        case Found organization -> {
          MembershipAnswer answer = gitHub.membership(token, organization.name(), null);
          own.add(answer);
          objection(organization, today, answer)
              .ifPresentOrElse(
                  wrong::add,
                  () ->
                      found.add(new RequiredOrganization(organization.name(), organization.id())));
        }
        case OrganizationAnswer.NoSuch none ->
            wrong.add("GitHub knows no organisation " + none.name() + ".");
        case OrganizationAnswer.Unreadable unreadable ->
            wrong.add("GitHub does not show " + unreadable.name() + ": " + unreadable.why() + ".");
      }
    }
    return wrong.isEmpty() ? oneself(found, own) : new Lookup.Wrong(String.join(" ", wrong));
  }

  private static Optional<String> objection(
      Found organization, Registration today, MembershipAnswer own) {
    boolean takenOver =
        today.organizations().stream()
            .filter(required -> required.name().equalsIgnoreCase(organization.name()))
            .map(RequiredOrganization::githubId)
            .anyMatch(id -> id != null && id != organization.id());
    if (takenOver) {
      return Optional.of(
          organization.name()
              + " is another organisation today than the one in force (numeric id "
              + organization.id()
              + "). Save the list without it first if you mean the new one.");
    }
    return own instanceof MembershipAnswer.AppRestricted
        ? Optional.of(
            organization.name()
                + " restricts OAuth Apps and has not approved this console: nobody could enter by"
                + " it. An owner approves it under Third-party access.")
        : Optional.empty();
  }

  /** Nobody locks oneself out: the admin is asked about at GitHub, not in our books. */
  private static Lookup oneself(List<RequiredOrganization> found, List<MembershipAnswer> own) {
    boolean inside =
        own.stream()
            .filter(MembershipAnswer.Active.class::isInstance)
            .map(answer -> ((MembershipAnswer.Active) answer).organizationId())
            .anyMatch(id -> found.stream().anyMatch(one -> Objects.equals(one.githubId(), id)));
    if (inside) {
      return new Lookup.Resolved(found);
    }
    for (MembershipAnswer answer : own) {
      if (answer instanceof MembershipAnswer.NoAnswer none) {
        return unclear(none.organization(), none.why());
      }
      if (answer instanceof MembershipAnswer.RateLimited limited) {
        return unclear(
            limited.organization(), "no more questions until " + Moment.timeOfDay(limited.until()));
      }
    }
    boolean scopeMissing = own.stream().anyMatch(MembershipAnswer.ScopeMissing.class::isInstance);
    String names =
        found.stream().map(RequiredOrganization::name).collect(Collectors.joining(" or "));
    return new Lookup.Wrong(
        scopeMissing
            ? "GitHub does not tell whether you are in "
                + names
                + ": you did not grant read:org. Sign in again and grant it."
            : "You are no active member of " + names + " and would lock yourself out.");
  }

  private static Lookup unclear(String organization, String why) {
    return new Lookup.Unclear(
        "read your own membership in " + organization, why, "save again in a minute");
  }

  /** What the names come to. */
  sealed interface Lookup {

    record Resolved(List<RequiredOrganization> organizations) implements Lookup {}

    /**
     * Names that cannot stand in the list.
     *
     * @param why a sentence for each
     */
    record Wrong(String why) implements Lookup {}

    /**
     * GitHub did not tell.
     *
     * @param tried after "Tried to"
     */
    record Unclear(String tried, String answered, String advice) implements Lookup {}
  }
}
