package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.AcmeInstallation.Team;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.AccessPolicies.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Endpoints for the authenticated user ("REST API endpoints for users", "emails", "organizations",
 * "organization members" and "teams").
 */
final class UserResources {

  static final String MEMBERSHIP_SCOPES = "admin:org, read:org, write:org";
  static final String ORGANIZATION_SCOPES = "admin:org, read:org, repo, user, write:org";

  private final GitHubServerState state;
  private final String web;

  UserResources(GitHubServerState state, String web) {
    this.state = state;
    this.web = web;
  }

  void register(GitHubApiRouter api) {
    api.addGet("/user", "", this::profile);
    api.addGet("/user/emails", "user, user:email", this::emails);
    api.addGet("/user/orgs", ORGANIZATION_SCOPES, this::organizations);
    api.addGet("/user/memberships/orgs", MEMBERSHIP_SCOPES, this::memberships);
    api.addGet("/user/teams", ORGANIZATION_SCOPES, this::teams);
  }

  private GitHubStubResponse profile(AuthenticatedApiCall call) {
    return GitHubStubResponse.json(200, jsonWriter(call).profile(call.persona()));
  }

  private GitHubStubResponse emails(AuthenticatedApiCall call) {
    if (!call.hasAnyScope("user:email", "user")) {
      return GitHubStubResponse.notFound();
    }
    Persona persona = call.persona();
    String noreplyEmail = persona.id() + "+" + persona.login() + "@users.noreply.github.example";
    return GitHubPagination.of(
        call.request(),
        List.of(
            jsonWriter(call)
                .email(persona.email(), true, state.directory().hasVerifiedEmail(persona)),
            jsonWriter(call).email(noreplyEmail, false, true)));
  }

  private GitHubStubResponse organizations(AuthenticatedApiCall call) {
    if (!call.hasAnyScope("read:org", "user")) {
      return GitHubStubResponse.error(
          403, "You need at least read:org scope or user scope to list your organizations.");
    }
    return listResponse(
        call,
        visible(call)
            .filter(membership -> membership.state() == Membership.State.ACTIVE)
            .map(membership -> jsonWriter(call).organization(membership.organization())));
  }

  private GitHubStubResponse memberships(AuthenticatedApiCall call) {
    if (!call.hasAnyScope("read:org")) {
      return GitHubStubResponse.error(
          403, "You need at least read:org scope to list your organization memberships.");
    }
    String requestedState = call.request().parameter("state").orElse("").toUpperCase(Locale.ROOT);
    return listResponse(
        call,
        visible(call)
            .filter(
                membership ->
                    requestedState.isEmpty() || membership.state().name().equals(requestedState))
            .map(membership -> jsonWriter(call).membership(call.persona(), membership)));
  }

  private GitHubStubResponse teams(AuthenticatedApiCall call) {
    if (!call.hasAnyScope("read:org", "user", "repo")) {
      return GitHubStubResponse.error(403, "You need at least read:org scope to list your teams.");
    }
    List<Organization> organizations =
        visible(call)
            .filter(membership -> membership.state() == Membership.State.ACTIVE)
            .map(Membership::organization)
            .toList();
    Stream<Team> teams =
        call.persona().teams().stream().filter(team -> organizations.contains(team.organization()));
    return listResponse(call, teams.map(jsonWriter(call)::team));
  }

  private Stream<Membership> visible(AuthenticatedApiCall call) {
    return state.directory().memberships(call.persona()).stream()
        .filter(membership -> verdict(call, membership) == Verdict.OPEN);
  }

  /** Lists omit restricted organizations. A header reports only missing single sign-on. */
  private GitHubStubResponse listResponse(
      AuthenticatedApiCall call, Stream<? extends JsonNode> items) {
    GitHubStubResponse response = GitHubPagination.of(call.request(), items.toList());
    String missing =
        state.directory().memberships(call.persona()).stream()
            .filter(membership -> verdict(call, membership) == Verdict.SSO_REQUIRED)
            .map(membership -> Long.toString(membership.organization().id()))
            .collect(Collectors.joining(","));
    return missing.isEmpty()
        ? response
        : response.withHeader("X-GitHub-SSO", "partial-results; organizations=" + missing);
  }

  private Verdict verdict(AuthenticatedApiCall call, Membership membership) {
    return state.policies().verdict(call.persona(), membership.organization());
  }

  private GitHubJsonWriter jsonWriter(AuthenticatedApiCall call) {
    return new GitHubJsonWriter(web, call.request().base().toString(), state.directory());
  }
}
