package dev.signalbox.github;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of a membership check. The simple class names are stored with memberships and in audit
 * events, so renaming a class changes stored values.
 */
public sealed interface MembershipResult {

  /** The name of the organization in the request. */
  String organization();

  /**
   * The user is an active member.
   *
   * @param organizationId the organization's numeric id, which is stable across renames
   */
  record Active(String organization, long organizationId, @Nullable String etag)
      implements MembershipResult {}

  /** Unchanged since the last request (status 304). */
  record Unchanged(String organization) implements MembershipResult {}

  /** The user is invited and has not accepted yet. */
  record InvitationPending(String organization) implements MembershipResult {}

  /** Not a member, or no such organization: GitHub does not distinguish the two. */
  record NotMember(String organization) implements MembershipResult {}

  /** The organization has not approved this OAuth app. */
  record AppRestricted(String organization) implements MembershipResult {}

  /**
   * The organization requires SAML single sign-on.
   *
   * @param url of the single sign-on page, valid for one hour; null if GitHub sent none
   */
  record SsoRequired(String organization, @Nullable URI url) implements MembershipResult {}

  /** The user did not grant the scope {@code read:org}, or revoked it. */
  record ScopeMissing(String organization) implements MembershipResult {}

  /** The token is no longer valid. */
  record TokenRevoked(String organization) implements MembershipResult {}

  /** The rate limit is exceeded. */
  record RateLimited(String organization, Instant until) implements MembershipResult {}

  /** No response, or an unexpected one. */
  record NoAnswer(String organization, String why) implements MembershipResult {}
}
