package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.github.Codes.Issued;
import dev.signalbox.sandbox.github.Request.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /login/oauth/access_token}: turns a code into a token. Errors come with status 200
 * ("Authorizing OAuth apps", step 2; "Troubleshooting OAuth app access token request errors").
 */
final class TokenEndpoint {

  private static final String HELP =
      "/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/#";
  private static final String MISMATCH_HELP =
      "/apps/managing-oauth-apps/troubleshooting-authorization-request-errors/"
          + "#redirect-uri-mismatch2";

  private final World world;

  TokenEndpoint(World world) {
    this.world = world;
  }

  Answer exchange(Request request) {
    Map<String, String> answer = answer(request);
    String accept = request.header("Accept").orElse("");
    if (accept.contains("json")) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      answer.forEach(json::put);
      return Answer.json(200, json);
    }
    return Answer.text(
        200,
        "application/x-www-form-urlencoded; charset=utf-8",
        answer.entrySet().stream()
            .map(one -> one.getKey() + "=" + encode(one.getValue()))
            .collect(Collectors.joining("&")));
  }

  static boolean isTheApp(String id, String secret) {
    return FakeGitHub.CLIENT_ID.equals(id) && FakeGitHub.CLIENT_SECRET.equals(secret);
  }

  private Map<String, String> answer(Request request) {
    Map<String, String> form = request.form();
    Credentials client =
        request
            .basicCredentials()
            .orElse(
                new Credentials(
                    form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")));
    if (!isTheApp(client.name(), client.secret())) {
      return error(
          "incorrect_client_credentials",
          "The client_id and/or client_secret passed are incorrect.",
          HELP + "incorrect-client-credentials");
    }
    String code = form.getOrDefault("code", "");
    String redirectUri = form.get("redirect_uri");
    if (redirectUri != null
        && world
            .codes()
            .look(code)
            .filter(issued -> !redirectUri.equals(issued.redirectUri()))
            .isPresent()) {
      return error(
          "redirect_uri_mismatch",
          "The redirect_uri MUST match the registered callback URL for this application.",
          MISMATCH_HELP);
    }
    Optional<Issued> issued =
        world.codes().spend(code).filter(one -> one.provenBy(form.get("code_verifier")));
    // a wrong verifier has no documented error of its own
    return issued
        .map(this::token)
        .orElseGet(
            () ->
                error(
                    "bad_verification_code",
                    "The code passed is incorrect or expired.",
                    HELP + "bad-verification-code"));
  }

  private Map<String, String> token(Issued issued) {
    if (!world.directory().hasVerifiedEmail(issued.persona())) {
      return error(
          "unverified_user_email",
          "The user must have a verified primary email.",
          HELP + "unverified_user_email");
    }
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("access_token", world.tokens().issue(issued.persona(), issued.scopes()).value());
    answer.put("scope", issued.scopes().commaSeparated());
    answer.put("token_type", "bearer");
    return answer;
  }

  private static Map<String, String> error(String error, String description, String help) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("error", error);
    answer.put("error_description", description);
    answer.put("error_uri", help);
    return answer;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
