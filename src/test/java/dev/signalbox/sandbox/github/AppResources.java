package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.github.Routes.Found;
import dev.signalbox.sandbox.github.Tokens.AccessToken;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the app may do with its own credentials: check a token, revoke it, revoke all a user granted
 * ("REST API endpoints for OAuth authorizations"); and the open {@code /meta}.
 */
final class AppResources {

  private final World world;
  private final String web;
  private final JsonMapper json = new JsonMapper();

  AppResources(World world, String web) {
    this.world = world;
    this.web = web;
  }

  void offerOn(Api api) {
    api.open(
        "POST",
        "/applications/{client_id}/token",
        (request, found) -> withToken(request, found, token -> checked(request, token)));
    api.open(
        "DELETE",
        "/applications/{client_id}/token",
        (request, found) -> withToken(request, found, this::revoked));
    api.open(
        "DELETE",
        "/applications/{client_id}/grant",
        (request, found) -> withToken(request, found, this::grantRevoked));
    api.open("GET", "/meta", (request, found) -> meta());
    api.get("/meta", "", call -> meta());
  }

  private Answer withToken(
      Request request, Found<Api.OpenResource> found, Function<AccessToken, Answer> answer) {
    boolean isTheApp =
        request
            .basicCredentials()
            .filter(given -> given.name().equals(found.word("client_id")))
            .filter(given -> TokenEndpoint.isTheApp(given.name(), given.secret()))
            .isPresent();
    if (!isTheApp) {
      return Answer.error(401, "Bad credentials");
    }
    return tokenIn(request)
        .map(value -> world.tokens().find(value).map(answer).orElseGet(Answer::notFound))
        .orElseGet(() -> Answer.error(422, "Validation Failed"));
  }

  private Optional<String> tokenIn(Request request) {
    try {
      JsonNode body = json.readTree(request.body());
      return Optional.ofNullable(body.get("access_token"))
          .filter(JsonNode::isString)
          .map(JsonNode::stringValue);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Answer checked(Request request, AccessToken token) {
    return Answer.json(
        200,
        new Representations(web, request.base().toString(), world.directory())
            .authorization(token));
  }

  private Answer revoked(AccessToken token) {
    world.tokens().revoke(token.value());
    return Answer.empty(204);
  }

  private Answer grantRevoked(AccessToken token) {
    world.tokens().revokeAll(token.persona());
    world.consents().revoke(token.persona());
    return Answer.empty(204);
  }

  /** Only Enterprise Server says its version; it is how a client can tell which one it has. */
  private static Answer meta() {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    meta.put("verifiable_password_authentication", true);
    meta.put("installed_version", "3.19.0");
    return Answer.json(200, meta);
  }
}
