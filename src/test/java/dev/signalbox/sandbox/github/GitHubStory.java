package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Installation.Membership;
import dev.signalbox.sandbox.Installation.Organization;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.Tokens.AccessToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The switches of {@link FakeGitHub}: what people, organisations and GitHub itself do next. */
abstract class GitHubStory {

  final World world;

  GitHubStory(World world) {
    this.world = world;
  }

  // signing in

  /** Replaces the registered callback addresses; the first is where mismatches are reported. */
  public void registerCallbacks(URI... callbacks) {
    world.callbacks().register(List.of(callbacks));
  }

  /** A code as a callback would carry it, from a request without redirect address and PKCE. */
  public String codeFor(Persona persona, String... scopes) {
    Scopes given = world.consents().grant(persona, Scopes.parse(String.join(" ", scopes)));
    return world.codes().issue(persona, given, null, null);
  }

  public String tokenFor(Persona persona, String... scopes) {
    Scopes given = world.consents().grant(persona, Scopes.parse(String.join(" ", scopes)));
    return world.tokens().issue(persona, given).value();
  }

  /** The live tokens, the oldest first. */
  public List<String> tokensOf(Persona persona) {
    return world.tokens().of(persona).stream().map(AccessToken::value).toList();
  }

  /** Ends the tokens; the grant stays, so the next sign-in passes without a question. */
  public void revokeTokens(Persona persona) {
    world.tokens().revokeAll(persona);
  }

  /** The user revokes the app: tokens and grant are gone. */
  public void revokeGrant(Persona persona) {
    world.tokens().revokeAll(persona);
    world.consents().revoke(persona);
  }

  /** The user takes a scope away from every token and gives it to no later one. */
  public void dropScope(Persona persona, String scope) {
    world.consents().withhold(persona, scope);
    world.tokens().narrow(persona, world.consents().withheldBy(persona));
  }

  /** The user is willing again to grant the scope, the next time they are asked. */
  public void offerScope(Persona persona, String scope) {
    world.consents().offer(persona, scope);
  }

  public void unverifyEmail(Persona persona) {
    world.directory().unverifyEmail(persona);
  }

  // people and organisations

  public void join(Persona persona, Organization organization) {
    world.directory().put(persona, Membership.active(organization));
  }

  public void invite(Persona persona, Organization organization) {
    world.directory().put(persona, Membership.pending(organization));
  }

  public void leave(Persona persona, Organization organization) {
    world.directory().remove(persona, organization);
  }

  /** The person shows to everybody that they are in the organisation. */
  public void publicize(Persona persona, Organization organization) {
    world.directory().publicize(persona, organization);
  }

  /** Changes the login; the old one is free for somebody else from now on. */
  public void rename(Persona persona, String login) {
    world.directory().rename(persona, login);
  }

  public void renameOrganization(Organization organization, String login) {
    world.directory().rename(organization, login);
  }

  /** The organisation turns on OAuth app access restrictions and has not approved us. */
  public void restrict(Organization organization) {
    world.policies().restrict(organization);
  }

  public void approve(Organization organization) {
    world.policies().approve(organization);
  }

  /** The organisation enforces single sign-on and nobody is signed on. */
  public void requireSso(Organization organization) {
    world.policies().requireSso(organization);
  }

  public void signOn(Persona persona, Organization organization) {
    world.policies().signOn(persona, organization);
  }

  // limits

  /** Leaves everybody this many requests until the hour is over. */
  public void rateLimit(int remaining) {
    rateLimit(remaining, 403);
  }

  /** Like {@link #rateLimit(int)}, with the status that GitHub may choose: 403 or 429. */
  public void rateLimit(int remaining, int statusWhenSpent) {
    world.rateLimit().leave(remaining, statusWhenSpent);
  }

  /** Refuses everybody with {@code retry-after} until the wait is over. */
  public void secondaryLimit(Duration wait) {
    world.rateLimit().silence(wait);
  }
}
