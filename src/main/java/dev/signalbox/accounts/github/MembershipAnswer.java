package dev.signalbox.accounts.github;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a person belongs to an organisation, and if GitHub hides that, why. */
public sealed interface MembershipAnswer {

  /** The organisation as it was asked for. */
  String organization();

  /**
   * An active member.
   *
   * @param organizationId the organisation's numeric id, which survives a renaming
   */
  record Active(String organization, long organizationId, @Nullable String etag)
      implements MembershipAnswer {}

  /** The same as at the last question; GitHub said 304. */
  record Unchanged(String organization) implements MembershipAnswer {}

  /** Invited, but the invitation is not accepted. */
  record InvitationPending(String organization) implements MembershipAnswer {}

  /** Not a member, or no such organisation: GitHub does not tell the two apart. */
  record NotMember(String organization) implements MembershipAnswer {}

  /** The organisation has not approved this OAuth App. */
  record AppRestricted(String organization) implements MembershipAnswer {}

  /**
   * The organisation wants a single sign-on first.
   *
   * @param url where to do it; valid for an hour
   */
  record SsoRequired(String organization, @Nullable URI url) implements MembershipAnswer {}

  /** The person did not grant {@code read:org}, or took it back. */
  record ScopeMissing(String organization) implements MembershipAnswer {}

  /** The token is worth nothing any more. */
  record TokenRevoked(String organization) implements MembershipAnswer {}

  /** Asked too often. */
  record RateLimited(String organization, Instant until) implements MembershipAnswer {}

  /** No answer, or none that makes sense. */
  record NoAnswer(String organization, String why) implements MembershipAnswer {}
}
