package dev.signalbox.registration;

import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.accounts.RegistrationPolicy.RequiredOrganization;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.github.MembershipResult;
import dev.signalbox.github.OrganizationResult;
import dev.signalbox.github.OrganizationResult.Found;
import dev.signalbox.secrets.Secret;
import dev.signalbox.web.TimestampView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Resolves organization names to GitHub ids with the token of the admin who entered them, and
 * checks that this admin would keep access.
 */
@Component
class OrganizationLookup {

  private final GitHubClient gitHub;

  OrganizationLookup(GitHubClient gitHub) {
    this.gitHub = gitHub;
  }

  /**
   * Resolves the names.
   *
   * @param current the current rules; a name that is already required must still have the same id
   */
  LookupResult resolve(List<String> names, RegistrationPolicy current, Secret token) {
    List<RequiredOrganization> found = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    List<MembershipResult> ownResults = new ArrayList<>();
    for (String name : names) {
      switch (gitHub.organization(token, name)) {
        case Found organization -> {
          MembershipResult result = gitHub.membership(token, organization.name(), null);
          ownResults.add(result);
          rejectionReason(organization, current, result)
              .ifPresentOrElse(
                  errors::add,
                  () ->
                      found.add(new RequiredOrganization(organization.name(), organization.id())));
        }
        case OrganizationResult.OrganizationNotFound none ->
            errors.add("Organization “" + none.name() + "” not found on GitHub.");
        case OrganizationResult.Unreadable unreadable ->
            errors.add("Could not read " + unreadable.name() + ": " + unreadable.why() + ".");
      }
    }
    return errors.isEmpty()
        ? checkOwn(found, ownResults)
        : new LookupResult.InvalidNames(String.join(" ", errors));
  }

  private static Optional<String> rejectionReason(
      Found organization, RegistrationPolicy current, MembershipResult ownResults) {
    for (RequiredOrganization required : current.organizations()) {
      @Nullable Long id = required.githubId();
      if (required.name().equalsIgnoreCase(organization.name())
          && id != null
          && id != organization.id()) {
        return Optional.of(
            organization.name()
                + " now belongs to a different organization (id changed from "
                + id
                + "). Remove it, save, then add it again.");
      }
    }
    return ownResults instanceof MembershipResult.AppRestricted
        ? Optional.of(
            organization.name()
                + " restricts OAuth Apps and has not approved Signalbox, so its members could not"
                + " sign in. Ask an owner to approve it under Third-party access.")
        : Optional.empty();
  }

  /** Rejects rules that would lock the admin out, by the memberships that GitHub reports now. */
  private static LookupResult checkOwn(
      List<RequiredOrganization> found, List<MembershipResult> ownResults) {
    boolean isMember =
        ownResults.stream()
            .filter(MembershipResult.Active.class::isInstance)
            .map(result -> ((MembershipResult.Active) result).organizationId())
            .anyMatch(
                id ->
                    found.stream()
                        .anyMatch(organization -> Objects.equals(organization.githubId(), id)));
    if (isMember) {
      return new LookupResult.Resolved(found);
    }
    for (MembershipResult result : ownResults) {
      if (result instanceof MembershipResult.NoAnswer none) {
        return unavailable(none.organization(), none.why());
      }
      if (result instanceof MembershipResult.RateLimited limited) {
        return unavailable(
            limited.organization(),
            "rate limit reached until " + TimestampView.timeOfDay(limited.until()));
      }
    }
    boolean scopeMissing =
        ownResults.stream().anyMatch(MembershipResult.ScopeMissing.class::isInstance);
    String names =
        found.stream().map(RequiredOrganization::name).collect(Collectors.joining(" or "));
    return new LookupResult.InvalidNames(
        scopeMissing
            ? "Could not check your membership in "
                + names
                + ": the read:org permission is missing. Sign in again and grant it."
            : "You are not a member of " + names + ". Saving would lock you out.");
  }

  private static LookupResult unavailable(String organization, String why) {
    return new LookupResult.Unavailable(
        "read your own membership in " + organization, why, "save again in a minute");
  }

  /** The result of resolving the names. */
  sealed interface LookupResult {

    record Resolved(List<RequiredOrganization> organizations) implements LookupResult {}

    /**
     * At least one name is invalid.
     *
     * @param why one sentence per invalid name
     */
    record InvalidNames(String why) implements LookupResult {}

    /**
     * GitHub did not respond.
     *
     * @param tried a verb phrase that follows "Tried to"
     */
    record Unavailable(String tried, String response, String advice) implements LookupResult {}
  }
}
