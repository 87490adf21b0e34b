package dev.signalbox.github;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The GitHub API used for sign-in and membership checks. Calls are bounded by timeouts; failures
 * are thrown as {@link dev.signalbox.remote.RemoteSystemException}.
 */
public interface GitHubClient {

  /**
   * Exchanges an authorization code for a token. GitHub reports errors with status 200 and an
   * {@code error} member, and separates scopes by commas (docs: Authorizing OAuth apps).
   *
   * @param verifier the PKCE code verifier
   */
  TokenResult exchange(String code, URI redirect, String verifier);

  /** Returns the profile of the token's owner. */
  GitHubProfile profile(Secret token);

  /**
   * Returns the token owner's membership in an organization: {@code GET
   * /user/memberships/orgs/{organization}}. Unlike the alternatives this call needs no paging, is
   * case-insensitive and includes private memberships.
   *
   * @param etag of the last response, or null; a 304 response does not count against the rate limit
   */
  MembershipResult membership(Secret token, String organization, @Nullable String etag);

  /**
   * Returns all organizations of the token's owner, including pending invitations: {@code GET
   * /user/memberships/orgs}, all pages. GitHub silently omits organizations that restrict this
   * OAuth app or require SAML single sign-on.
   */
  List<OrganizationMembership> memberships(Secret token);

  /**
   * Resolves the name of an organization: {@code GET /orgs/{name}}. Throws on an exceeded rate
   * limit and on a malformed response.
   */
  OrganizationResult organization(Secret token, String name);

  /** Returns the profile of the token's owner; empty if the token is no longer valid. */
  Optional<GitHubProfile> findProfile(Secret token);

  /** Revokes the user's grant for this OAuth app, so that the next sign-in asks for it again. */
  @Mutating(ActionRisk.LOW)
  void revokeGrant(Secret token);
}
