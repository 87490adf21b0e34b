package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.AccessTokenStore.AccessToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The controls of {@link FakeGitHub}: users, organizations, tokens and rate limits. */
abstract class GitHubControls {

  final GitHubServerState state;

  GitHubControls(GitHubServerState state) {
    this.state = state;
  }

  // sign-in

  /** Replaces the registered callback URLs. Mismatch errors are sent to the first one. */
  public void registerCallbacks(URI... callbacks) {
    state.callbacks().register(List.of(callbacks));
  }

  /** Returns an authorization code, as for a request without a redirect URL and PKCE. */
  public String codeFor(Persona persona, String... scopes) {
    OAuthScopes granted =
        state.consents().grant(persona, OAuthScopes.parse(String.join(" ", scopes)));
    return state.codes().issue(persona, granted, null, null);
  }

  public String tokenFor(Persona persona, String... scopes) {
    OAuthScopes granted =
        state.consents().grant(persona, OAuthScopes.parse(String.join(" ", scopes)));
    return state.tokens().issue(persona, granted).value();
  }

  /** Returns the valid tokens, oldest first. */
  public List<String> tokensOf(Persona persona) {
    return state.tokens().of(persona).stream().map(AccessToken::value).toList();
  }

  /** Revokes the tokens. The grant is kept, so that the next sign-in shows no consent page. */
  public void revokeTokens(Persona persona) {
    state.tokens().revokeAll(persona);
  }

  /** Revokes the tokens and the grant, as a user does in the settings. */
  public void revokeGrant(Persona persona) {
    state.tokens().revokeAll(persona);
    state.consents().revoke(persona);
  }

  /** Removes a scope from all tokens and withholds it from new ones. */
  public void withdrawScope(Persona persona, String scope) {
    state.consents().withhold(persona, scope);
    state.tokens().removeScopes(persona, state.consents().withheldBy(persona));
  }

  /** Allows the scope to be granted again. */
  public void allowScope(Persona persona, String scope) {
    state.consents().allow(persona, scope);
  }

  public void unverifyEmail(Persona persona) {
    state.directory().unverifyEmail(persona);
  }

  // users and organizations

  public void join(Persona persona, Organization organization) {
    state.directory().put(persona, Membership.active(organization));
  }

  public void invite(Persona persona, Organization organization) {
    state.directory().put(persona, Membership.pending(organization));
  }

  public void leave(Persona persona, Organization organization) {
    state.directory().remove(persona, organization);
  }

  /** Makes a membership public. */
  public void publicize(Persona persona, Organization organization) {
    state.directory().publicize(persona, organization);
  }

  /** Changes the login. The old one becomes available. */
  public void rename(Persona persona, String login) {
    state.directory().rename(persona, login);
  }

  public void renameOrganization(Organization organization, String login) {
    state.directory().rename(organization, login);
  }

  /** Enables OAuth app access restrictions without approving the app. */
  public void restrictOAuthApps(Organization organization) {
    state.policies().restrict(organization);
  }

  public void approveOAuthApp(Organization organization) {
    state.policies().approve(organization);
  }

  /** Enforces single sign-on. No user has an SSO session. */
  public void requireSso(Organization organization) {
    state.policies().requireSso(organization);
  }

  public void addSsoSession(Persona persona, Organization organization) {
    state.policies().addSsoSession(persona, organization);
  }

  // limits

  /** Sets the remaining requests of every user until the end of the hour. */
  public void setRateLimit(int remaining) {
    setRateLimit(remaining, 403);
  }

  /** Sets the remaining requests and the status of rejected requests: 403 or 429. */
  public void setRateLimit(int remaining, int statusWhenSpent) {
    state.rateLimit().setRemaining(remaining, statusWhenSpent);
  }

  /** Rejects all requests with {@code retry-after} for the given time. */
  public void startSecondaryLimit(Duration wait) {
    state.rateLimit().startSecondaryLimit(wait);
  }
}
