package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.github.AccessTokenStore.AccessToken;
import dev.signalbox.sandbox.github.PathRouter.RouteMatch;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Endpoints that use the credentials of the app: check a token, revoke it, revoke the grant of a
 * user ("REST API endpoints for OAuth authorizations"). Also the public {@code /meta}.
 */
final class AppResources {

  private final GitHubServerState state;
  private final String web;
  private final JsonMapper json = new JsonMapper();

  AppResources(GitHubServerState state, String web) {
    this.state = state;
    this.web = web;
  }

  void register(GitHubApiRouter api) {
    api.addPublic(
        "POST",
        "/applications/{client_id}/token",
        (request, found) -> withToken(request, found, token -> check(request, token)));
    api.addPublic(
        "DELETE",
        "/applications/{client_id}/token",
        (request, found) -> withToken(request, found, this::revoke));
    api.addPublic(
        "DELETE",
        "/applications/{client_id}/grant",
        (request, found) -> withToken(request, found, this::revokeGrant));
    api.addPublic("GET", "/meta", (request, found) -> meta());
    api.addGet("/meta", "", call -> meta());
  }

  private GitHubStubResponse withToken(
      GitHubStubRequest request,
      RouteMatch<GitHubApiRouter.PublicResource> found,
      Function<AccessToken, GitHubStubResponse> handler) {
    boolean isApp =
        request
            .basicCredentials()
            .filter(credentials -> credentials.name().equals(found.pathVariable("client_id")))
            .filter(
                credentials ->
                    TokenEndpoint.isAppCredentials(credentials.name(), credentials.secret()))
            .isPresent();
    if (!isApp) {
      return GitHubStubResponse.error(401, "Bad credentials");
    }
    return tokenIn(request)
        .map(
            value ->
                state.tokens().find(value).map(handler).orElseGet(GitHubStubResponse::notFound))
        .orElseGet(() -> GitHubStubResponse.error(422, "Validation Failed"));
  }

  private Optional<String> tokenIn(GitHubStubRequest request) {
    try {
      JsonNode body = json.readTree(request.body());
      return Optional.ofNullable(body.get("access_token"))
          .filter(JsonNode::isString)
          .map(JsonNode::stringValue);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private GitHubStubResponse check(GitHubStubRequest request, AccessToken token) {
    return GitHubStubResponse.json(
        200,
        new GitHubJsonWriter(web, request.base().toString(), state.directory())
            .authorization(token));
  }

  private GitHubStubResponse revoke(AccessToken token) {
    state.tokens().revoke(token.value());
    return GitHubStubResponse.empty(204);
  }

  private GitHubStubResponse revokeGrant(AccessToken token) {
    state.tokens().revokeAll(token.persona());
    state.consents().revoke(token.persona());
    return GitHubStubResponse.empty(204);
  }

  /**
   * Only Enterprise Server reports {@code installed_version}; clients use it to detect the edition.
   */
  private static GitHubStubResponse meta() {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    meta.put("verifiable_password_authentication", true);
    meta.put("installed_version", "3.19.0");
    return GitHubStubResponse.json(200, meta);
  }
}
