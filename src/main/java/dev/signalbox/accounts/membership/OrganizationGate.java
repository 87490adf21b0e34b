package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.accounts.RegistrationPolicy.RequiredOrganization;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.github.MembershipResult;
import dev.signalbox.github.MembershipResult.Active;
import dev.signalbox.github.MembershipResult.AppRestricted;
import dev.signalbox.github.MembershipResult.InvitationPending;
import dev.signalbox.github.MembershipResult.NoAnswer;
import dev.signalbox.github.MembershipResult.NotMember;
import dev.signalbox.github.MembershipResult.RateLimited;
import dev.signalbox.github.MembershipResult.ScopeMissing;
import dev.signalbox.github.MembershipResult.SsoRequired;
import dev.signalbox.github.MembershipResult.TokenRevoked;
import dev.signalbox.github.MembershipResult.Unchanged;
import dev.signalbox.secrets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks membership in the required organizations, one GitHub call each, and stops at the first
 * match. Unclear results never grant access.
 */
@Component
public class OrganizationGate {

  private final GitHubClient gitHub;
  private final RegistrationPolicyRepository rules;

  OrganizationGate(GitHubClient gitHub, RegistrationPolicyRepository rules) {
    this.gitHub = gitHub;
    this.rules = rules;
  }

  /** Checks the owner of a token. */
  public Finding check(Secret token) {
    return check(token, required -> true);
  }

  /**
   * Checks the owner of a token, who has left an organization, against the others. The organization
   * itself is not asked: GitHub's API may lag behind its webhook.
   */
  Finding checkRemaining(Secret token, long leftOrganizationId) {
    return check(token, required -> !Objects.equals(required.githubId(), leftOrganizationId));
  }

  private Finding check(Secret token, Predicate<RequiredOrganization> included) {
    RegistrationPolicy registration = rules.current();
    if (registration.anyone()) {
      return new Finding.ConfirmedMember(Optional.empty(), Optional.empty(), null);
    }
    List<MembershipResult> results = new ArrayList<>();
    for (RequiredOrganization required :
        registration.organizations().stream().filter(included).toList()) {
      String organization = required.name();
      MembershipResult result = gitHub.membership(token, organization, null);
      if (result instanceof Active active) {
        if (rules.isSameOrganization(required, active.organizationId())) {
          return new Finding.ConfirmedMember(
              Optional.of(organization), Optional.of(active.organizationId()), active.etag());
        }
        // The name was taken over after its organization was renamed or deleted.
        results.add(new NotMember(organization));
      } else {
        results.add(result);
      }
    }
    return results.stream().allMatch(OrganizationGate::isDecisive)
        ? new Finding.NonMember(results)
        : new Finding.Undecided(results);
  }

  /** Whether the result is about the user; false for rate limits and failed calls. */
  static boolean isDecisive(MembershipResult result) {
    return switch (result) {
      case Active a -> true;
      case Unchanged u -> true;
      case InvitationPending p -> true;
      case NotMember n -> true;
      case AppRestricted r -> true;
      case SsoRequired s -> true;
      case ScopeMissing s -> true;
      case TokenRevoked t -> true;
      case RateLimited r -> false;
      case NoAnswer n -> false;
    };
  }

  /** The combined result of all checks. */
  public sealed interface Finding {

    /**
     * An active member of a required organization, or of none where none is required.
     *
     * @param etag for the next, conditional request; null if there is none
     */
    record ConfirmedMember(
        Optional<String> organization, Optional<Long> organizationId, @Nullable String etag)
        implements Finding {}

    /** Not a member of any required organization. */
    record NonMember(List<MembershipResult> results) implements Finding {}

    /** No membership found, and at least one check failed. */
    record Undecided(List<MembershipResult> results) implements Finding {}
  }
}
