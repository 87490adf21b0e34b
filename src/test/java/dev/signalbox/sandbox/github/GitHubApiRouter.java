package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.github.AccessTokenStore.AccessToken;
import dev.signalbox.sandbox.github.PathRouter.RouteMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Routes requests to the REST API: authentication, rate limits and the common response headers
 * ("Authenticating to the REST API", "Best practices for using the REST API").
 */
final class GitHubApiRouter {

  /** Handles a request with a valid token. */
  interface Resource {
    GitHubStubResponse handle(AuthenticatedApiCall call);
  }

  /** Handles a request without a token, or checks the credentials of the app. */
  interface PublicResource {
    GitHubStubResponse handle(GitHubStubRequest request, RouteMatch<PublicResource> found);
  }

  /** A resource and the scopes that it accepts, for {@code X-Accepted-OAuth-Scopes}. */
  record Entry(String acceptedScopes, Resource resource) {}

  /** The first one is the default ("API Versions"). */
  private static final List<String> VERSIONS = List.of("2022-11-28", "2026-03-10");

  private final PathRouter<Entry> entries = new PathRouter<>();
  private final PathRouter<PublicResource> publicResources = new PathRouter<>();
  private final GitHubServerState state;

  GitHubApiRouter(GitHubServerState state) {
    this.state = state;
  }

  void addGet(String template, String acceptedScopes, Resource resource) {
    entries.add("GET", template, new Entry(acceptedScopes, resource));
  }

  void addPublic(String method, String template, PublicResource resource) {
    publicResources.add(method, template, resource);
  }

  GitHubStubResponse handle(GitHubStubRequest request) {
    String version = request.header("X-GitHub-Api-Version").orElse(VERSIONS.getFirst());
    GitHubStubResponse response =
        VERSIONS.contains(version) ? authenticate(request) : unknownVersion(version);
    String id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT).replace('-', ':');
    return response
        .withHeader("X-GitHub-Request-Id", id)
        .withHeader("X-GitHub-Media-Type", "github.v3; format=json")
        .withHeader("X-GitHub-Api-Version-Selected", version);
  }

  private GitHubStubResponse authenticate(GitHubStubRequest request) {
    return tokenIn(request)
        .map(token -> handleWithToken(request, token))
        .orElseGet(() -> handleWithoutToken(request));
  }

  private static GitHubStubResponse unknownVersion(String version) {
    return GitHubStubResponse.error(400, version + " is not a supported API version.");
  }

  private GitHubStubResponse handleWithoutToken(GitHubStubRequest request) {
    Optional<RouteMatch<PublicResource>> found =
        publicResources.find(request.method(), request.path());
    if (found.isPresent()) {
      return found.get().target().handle(request, found.get());
    }
    return entries.find(request.method(), request.path()).isPresent()
        ? GitHubStubResponse.error(401, "Requires authentication")
        : GitHubStubResponse.notFound();
  }

  private GitHubStubResponse handleWithToken(GitHubStubRequest request, String value) {
    Optional<AccessToken> token = state.tokens().find(value);
    if (token.isEmpty()) {
      return GitHubStubResponse.error(401, "Bad credentials");
    }
    GitHubStubResponse response =
        state
            .rateLimit()
            .findRefusal(token.get().persona())
            .orElseGet(() -> handleWithinRateLimit(request, token.get()));
    return state
        .rateLimit()
        .addHeaders(response, token.get().persona())
        .withHeader("X-OAuth-Scopes", token.get().scopes().asHeader())
        .withHeader("X-OAuth-Client-Id", FakeGitHub.CLIENT_ID);
  }

  private GitHubStubResponse handleWithinRateLimit(GitHubStubRequest request, AccessToken token) {
    GitHubStubResponse response =
        entries
            .find(request.method(), request.path())
            .map(
                found ->
                    found
                        .target()
                        .resource()
                        .handle(new AuthenticatedApiCall(request, found, token))
                        .withHeader("X-Accepted-OAuth-Scopes", found.target().acceptedScopes()))
            .orElseGet(GitHubStubResponse::notFound);
    GitHubStubResponse tagged =
        EntityTags.applyTo(response, request.header("If-None-Match").orElse(""));
    if (tagged.status() != 304) {
      state.rateLimit().consume(token.persona());
    }
    return tagged;
  }

  private static Optional<String> tokenIn(GitHubStubRequest request) {
    return request
        .header("Authorization")
        .filter(
            value ->
                value.regionMatches(true, 0, "Bearer ", 0, 7)
                    || value.regionMatches(true, 0, "token ", 0, 6))
        .map(value -> value.substring(value.indexOf(' ')).strip());
  }
}
