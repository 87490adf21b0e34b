package dev.signalbox.sandbox.github;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.PathRouter.RouteMatch;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pages outside the API: sign-in, single sign-on, app approval and revocation. */
final class GitHubWebSite {

  static final String AUTHORIZE = "/login/oauth/authorize";

  /** Handles one URL of the website. */
  interface PageHandler {
    GitHubStubResponse answer(GitHubStubRequest request, RouteMatch<PageHandler> found);
  }

  private final PathRouter<PageHandler> routes = new PathRouter<>();
  private final GitHubServerState state;

  GitHubWebSite(GitHubServerState state, AuthorizeEndpoint authorize) {
    this.state = state;
    TokenEndpoint token = new TokenEndpoint(state);
    routes.add("GET", AUTHORIZE, (request, found) -> authorize.show(request));
    routes.add("POST", AUTHORIZE, (request, found) -> authorize.decide(request));
    routes.add("POST", "/login/oauth/access_token", (request, found) -> token.exchange(request));
    routes.add("GET", "/orgs/{org}/sso", (request, found) -> confirmSso(found));
    routes.add("POST", "/orgs/{org}/sso", this::signOn);
    String policy = "/organizations/{org}/settings/oauth_application_policy";
    routes.add("GET", policy, (request, found) -> confirmApproval(found));
    routes.add("POST", policy, (request, found) -> approve(found));
    String review = "/settings/connections/applications/{client_id}";
    routes.add("GET", review, (request, found) -> confirmRevocation(request));
    routes.add("POST", review, (request, found) -> revoke(request));
    routes.add("GET", "/avatars/{id}", (request, found) -> avatar(found.pathVariable("id")));
  }

  GitHubStubResponse handle(GitHubStubRequest request) {
    return routes
        .find(request.method(), request.path())
        .map(found -> found.target().answer(request, found))
        .orElseGet(GitHubWebSite::notFound);
  }

  private GitHubStubResponse confirmSso(RouteMatch<PageHandler> found) {
    return withOrganization(
        found,
        organization ->
            GitHubStubPages.confirmation(
                "Single sign-on to " + organization.name(),
                "The organization requires single sign-on before an app can act for you.",
                "Continue"));
  }

  private GitHubStubResponse signOn(GitHubStubRequest request, RouteMatch<PageHandler> found) {
    String id = request.parameter("authorization_request").orElse("");
    return withOrganization(
        found,
        organization -> {
          AcmeInstallation.personas().stream()
              .filter(persona -> Long.toString(persona.id()).equals(id))
              .forEach(persona -> state.policies().addSsoSession(persona, organization));
          return GitHubStubPages.message(200, "Signed on", "Go back and try again.");
        });
  }

  private GitHubStubResponse confirmApproval(RouteMatch<PageHandler> found) {
    return withOrganization(
        found,
        organization ->
            GitHubStubPages.confirmation(
                "Third-party access to " + organization.name(),
                "Approve Signalbox for the organization. On GitHub, only an owner can do this.",
                "Approve"));
  }

  private GitHubStubResponse approve(RouteMatch<PageHandler> found) {
    return withOrganization(
        found,
        organization -> {
          state.policies().approve(organization);
          return GitHubStubPages.message(200, "Approved", "Go back and sign in again.");
        });
  }

  private GitHubStubResponse confirmRevocation(GitHubStubRequest request) {
    return signedInPersona(request)
        .map(
            persona ->
                GitHubStubPages.confirmation(
                    "Permissions of Signalbox",
                    "%s has granted: %s."
                        .formatted(
                            persona.displayName(),
                            state
                                .consents()
                                .grantedBy(persona)
                                .map(OAuthScopes::asHeader)
                                .orElse("nothing")),
                    "Revoke access"))
        .orElseGet(GitHubWebSite::notFound);
  }

  private GitHubStubResponse revoke(GitHubStubRequest request) {
    return signedInPersona(request)
        .map(
            persona -> {
              state.tokens().revokeAll(persona);
              state.consents().revoke(persona);
              return GitHubStubPages.message(
                  200, "Revoked", "Signalbox can no longer act for you.");
            })
        .orElseGet(GitHubWebSite::notFound);
  }

  private Optional<Persona> signedInPersona(GitHubStubRequest request) {
    return request.cookie(AuthorizeEndpoint.COOKIE).flatMap(state.consents()::personaOf);
  }

  private GitHubStubResponse withOrganization(
      RouteMatch<PageHandler> found, Function<Organization, GitHubStubResponse> handler) {
    Optional<Organization> organization =
        state.directory().findOrganization(found.pathVariable("org"));
    return organization.map(handler).orElseGet(GitHubWebSite::notFound);
  }

  /** Renders an avatar with the initial of the name. */
  private static GitHubStubResponse avatar(String id) {
    Stream<String> names =
        Stream.concat(
            AcmeInstallation.personas().stream()
                .filter(persona -> Long.toString(persona.id()).equals(id))
                .map(Persona::displayName),
            AcmeInstallation.organizations().stream()
                .filter(organization -> Long.toString(organization.id()).equals(id))
                .map(Organization::name));
    return names
        .findFirst()
        .map(
            name ->
                GitHubStubResponse.text(
                    200,
                    "image/svg+xml; charset=utf-8",
                    """
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
                    <rect width="64" height="64" fill="#2f5d8a"/>
                    <text x="32" y="42" font-family="sans-serif" font-size="30" fill="#ffffff" \
                    text-anchor="middle">%s</text></svg>
                    """
                        .formatted(htmlEscape(name.substring(0, 1)))))
        .orElseGet(GitHubWebSite::notFound);
  }

  private static GitHubStubResponse notFound() {
    return GitHubStubPages.message(
        404, "Page not found", "The sandbox doesn't simulate this page of GitHub.");
  }
}
