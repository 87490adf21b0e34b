package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Installation.Membership;
import dev.signalbox.sandbox.Installation.Organization;
import dev.signalbox.sandbox.Installation.Team;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.AccessPolicies.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a token says about its own user ("REST API endpoints for users", "emails", "organizations",
 * "organization members" and "teams").
 */
final class UserResources {

  static final String MEMBERSHIP_SCOPES = "admin:org, read:org, write:org";
  static final String ORGANIZATION_SCOPES = "admin:org, read:org, repo, user, write:org";

  private final World world;
  private final String web;

  UserResources(World world, String web) {
    this.world = world;
    this.web = web;
  }

  void offerOn(Api api) {
    api.get("/user", "", this::profile);
    api.get("/user/emails", "user, user:email", this::emails);
    api.get("/user/orgs", ORGANIZATION_SCOPES, this::organizations);
    api.get("/user/memberships/orgs", MEMBERSHIP_SCOPES, this::memberships);
    api.get("/user/teams", ORGANIZATION_SCOPES, this::teams);
  }

  private Answer profile(ApiCall call) {
    return Answer.json(200, words(call).profile(call.persona()));
  }

  private Answer emails(ApiCall call) {
    if (!call.may("user:email", "user")) {
      return Answer.notFound();
    }
    Persona persona = call.persona();
    String spare = persona.id() + "+" + persona.login() + "@users.noreply.github.example";
    return Paging.of(
        call.request(),
        List.of(
            words(call).email(persona.email(), true, world.directory().hasVerifiedEmail(persona)),
            words(call).email(spare, false, true)));
  }

  private Answer organizations(ApiCall call) {
    if (!call.may("read:org", "user")) {
      return Answer.error(
          403, "You need at least read:org scope or user scope to list your organizations.");
    }
    return listed(
        call,
        visible(call)
            .filter(membership -> membership.state() == Membership.State.ACTIVE)
            .map(membership -> words(call).organization(membership.organization())));
  }

  private Answer memberships(ApiCall call) {
    if (!call.may("read:org")) {
      return Answer.error(
          403, "You need at least read:org scope to list your organization memberships.");
    }
    String state = call.request().parameter("state").orElse("").toUpperCase(Locale.ROOT);
    return listed(
        call,
        visible(call)
            .filter(membership -> state.isEmpty() || membership.state().name().equals(state))
            .map(membership -> words(call).membership(call.persona(), membership)));
  }

  private Answer teams(ApiCall call) {
    if (!call.may("read:org", "user", "repo")) {
      return Answer.error(403, "You need at least read:org scope to list your teams.");
    }
    List<Organization> organizations =
        visible(call)
            .filter(membership -> membership.state() == Membership.State.ACTIVE)
            .map(Membership::organization)
            .toList();
    Stream<Team> teams =
        call.persona().teams().stream().filter(team -> organizations.contains(team.organization()));
    return listed(call, teams.map(words(call)::team));
  }

  private Stream<Membership> visible(ApiCall call) {
    return world.directory().memberships(call.persona()).stream()
        .filter(membership -> verdict(call, membership) == Verdict.OPEN);
  }

  /** Lists leave out what policy hides; only missing single sign-on is admitted, in a header. */
  private Answer listed(ApiCall call, Stream<? extends JsonNode> items) {
    Answer answer = Paging.of(call.request(), items.toList());
    String missing =
        world.directory().memberships(call.persona()).stream()
            .filter(membership -> verdict(call, membership) == Verdict.SSO_REQUIRED)
            .map(membership -> Long.toString(membership.organization().id()))
            .collect(Collectors.joining(","));
    return missing.isEmpty()
        ? answer
        : answer.with("X-GitHub-SSO", "partial-results; organizations=" + missing);
  }

  private Verdict verdict(ApiCall call, Membership membership) {
    return world.policies().verdict(call.persona(), membership.organization());
  }

  private Representations words(ApiCall call) {
    return new Representations(web, call.request().base().toString(), world.directory());
  }
}
