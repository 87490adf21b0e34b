package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.Persona;
import java.util.Optional;

/**
 * Endpoints for organizations and their members ("REST API endpoints for organizations" and
 * "organization members").
 */
final class OrganizationResources {

  private static final String POLICY =
      "https://docs.github.com/articles/restricting-access-to-your-organization-s-data/";
  private static final String UNSIGNED =
      "Resource protected by organization SAML enforcement. You must grant your OAuth token access"
          + " to this organization.";

  private final GitHubServerState state;
  private final String web;

  OrganizationResources(GitHubServerState state, String web) {
    this.state = state;
    this.web = web;
  }

  void register(GitHubApiRouter api) {
    api.addGet(
        "/orgs/{org}",
        UserResources.ORGANIZATION_SCOPES,
        call -> organization(call.request(), call.pathVariable("org")));
    api.addPublic(
        "GET", "/orgs/{org}", (request, found) -> organization(request, found.pathVariable("org")));
    api.addGet(
        "/user/memberships/orgs/{org}", UserResources.MEMBERSHIP_SCOPES, this::ownMembership);
    api.addGet(
        "/orgs/{org}/memberships/{username}", UserResources.MEMBERSHIP_SCOPES, this::membership);
    api.addGet("/orgs/{org}/members/{username}", UserResources.MEMBERSHIP_SCOPES, this::member);
    api.addGet("/orgs/{org}/public_members/{username}", "", this::publicMember);
  }

  /** Public data: access restrictions and single sign-on don't hide that an organization exists. */
  private GitHubStubResponse organization(GitHubStubRequest request, String name) {
    return state
        .directory()
        .findOrganization(name)
        .map(found -> GitHubStubResponse.json(200, jsonWriter(request).fullOrganization(found)))
        .orElseGet(GitHubStubResponse::notFound);
  }

  private GitHubStubResponse ownMembership(AuthenticatedApiCall call) {
    if (!call.hasAnyScope("read:org")) {
      return GitHubStubResponse.error(
          403, "You need at least read:org scope to see your memberships.");
    }
    Optional<Organization> organization =
        state.directory().findOrganization(call.pathVariable("org"));
    return organization
        .flatMap(found -> state.directory().membership(call.persona(), found))
        .map(
            membership ->
                denial(call, membership.organization())
                    .orElseGet(() -> membershipResponse(call, call.persona(), membership)))
        .orElseGet(GitHubStubResponse::notFound);
  }

  private GitHubStubResponse membership(AuthenticatedApiCall call) {
    Optional<Organization> organization =
        state.directory().findOrganization(call.pathVariable("org"));
    if (organization.isEmpty() || !call.hasAnyScope("read:org")) {
      return GitHubStubResponse.notFound();
    }
    if (!state.directory().isMember(call.persona(), organization.get())) {
      return GitHubStubResponse.error(
          403,
          "You must be a member of %s to see membership information for %s."
              .formatted(call.pathVariable("org"), call.pathVariable("username")));
    }
    return denial(call, organization.get())
        .orElseGet(
            () ->
                state
                    .directory()
                    .findUser(call.pathVariable("username"))
                    .flatMap(
                        person ->
                            state
                                .directory()
                                .membership(person, organization.get())
                                .map(membership -> membershipResponse(call, person, membership)))
                    .orElseGet(GitHubStubResponse::notFound));
  }

  /** Callers that aren't members are redirected to the public membership endpoint. */
  private GitHubStubResponse member(AuthenticatedApiCall call) {
    Optional<Organization> organization =
        state.directory().findOrganization(call.pathVariable("org"));
    if (organization.isEmpty()) {
      return GitHubStubResponse.notFound();
    }
    if (!call.hasAnyScope("read:org")
        || !state.directory().isMember(call.persona(), organization.get())) {
      return GitHubStubResponse.redirect(
          "%s/orgs/%s/public_members/%s"
              .formatted(
                  call.request().base(),
                  state.directory().login(organization.get()),
                  call.pathVariable("username")));
    }
    return denial(call, organization.get())
        .orElseGet(
            () ->
                state
                    .directory()
                    .findUser(call.pathVariable("username"))
                    .filter(person -> state.directory().isMember(person, organization.get()))
                    .map(person -> GitHubStubResponse.empty(204))
                    .orElseGet(GitHubStubResponse::notFound));
  }

  private GitHubStubResponse publicMember(AuthenticatedApiCall call) {
    Optional<Organization> organization =
        state.directory().findOrganization(call.pathVariable("org"));
    return state
        .directory()
        .findUser(call.pathVariable("username"))
        .filter(
            person ->
                organization.filter(in -> state.directory().isPublicMember(person, in)).isPresent())
        .map(person -> GitHubStubResponse.empty(204))
        .orElseGet(GitHubStubResponse::notFound);
  }

  private Optional<GitHubStubResponse> denial(
      AuthenticatedApiCall call, Organization organization) {
    String name = state.directory().login(organization);
    return switch (state.policies().verdict(call.persona(), organization)) {
      case OPEN -> Optional.empty();
      case RESTRICTED -> Optional.of(restrictedError(name));
      case SSO_REQUIRED ->
          Optional.of(
              GitHubStubResponse.error(403, UNSIGNED)
                  .withHeader(
                      "X-GitHub-SSO",
                      "required; url=%s/orgs/%s/sso?authorization_request=%d"
                          .formatted(web, name, call.persona().id())));
    };
  }

  private static GitHubStubResponse restrictedError(String name) {
    String message =
        """
        Although you appear to have the correct authorization credentials, the `%s` organization \
        has enabled OAuth App access restrictions, meaning that data access to third-parties is \
        limited. For more information on these restrictions, including how to enable this app, \
        visit %s\
        """
            .formatted(name, POLICY);
    return GitHubStubResponse.error(403, message, POLICY);
  }

  private GitHubStubResponse membershipResponse(
      AuthenticatedApiCall call, Persona persona, Membership membership) {
    return GitHubStubResponse.json(200, jsonWriter(call.request()).membership(persona, membership));
  }

  private GitHubJsonWriter jsonWriter(GitHubStubRequest request) {
    return new GitHubJsonWriter(web, request.base().toString(), state.directory());
  }
}
