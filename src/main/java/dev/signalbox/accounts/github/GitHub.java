package dev.signalbox.accounts.github;

import dev.signalbox.outside.Changes;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The GitHub that vouches for people. Every call ends within its time-out; what fails is an {@link
 * dev.signalbox.outside.OutsideWorldException}.
 */
public interface GitHub {

  /**
   * Trades the code of a sign-in for a token. GitHub answers refusals with status 200 and an {@code
   * error} member, and scopes separated by commas (docs: Authorizing OAuth apps).
   *
   * @param verifier the PKCE secret behind the challenge that was sent along
   */
  TokenAnswer exchange(String code, URI redirect, String verifier);

  /** Whose token this is. */
  Profile profile(Secret token);

  /**
   * Whether the token's owner belongs to an organisation: {@code GET
   * /user/memberships/orgs/{organization}}, the one call that needs no paging, ignores case and
   * sees private membership.
   *
   * @param etag of the last answer, or null; an unchanged answer then costs no rate limit
   */
  MembershipAnswer membership(Secret token, String organization, @Nullable String etag);

  /**
   * All organisations of the token's owner, also those with an open invitation: {@code GET
   * /user/memberships/orgs}, page after page. GitHub leaves out, without a word, what restricts
   * this OAuth App or wants a single sign-on first.
   */
  List<OrganizationMembership> memberships(Secret token);

  /**
   * Which organisation a name means today: {@code GET /orgs/{name}}. A limit that is spent and an
   * answer that makes no sense are failures and no answers.
   */
  OrganizationAnswer organization(Secret token, String name);

  /** Whether the token still works; empty when GitHub says it does not. */
  Optional<Profile> stillValid(Secret token);

  /** Forgets the person's permission for this app, so that the next sign-in asks for it anew. */
  @Changes
  void revokeGrant(Secret token);
}
