package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.github.AuthorizationCodes.Issued;
import dev.signalbox.sandbox.github.GitHubStubRequest.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /login/oauth/access_token}: exchanges a code for a token. Errors have status 200
 * ("Authorizing OAuth apps", step 2; "Troubleshooting OAuth app access token request errors").
 */
final class TokenEndpoint {

  private static final String HELP =
      "/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/#";
  private static final String MISMATCH_HELP =
      "/apps/managing-oauth-apps/troubleshooting-authorization-request-errors/"
          + "#redirect-uri-mismatch2";

  private final GitHubServerState state;

  TokenEndpoint(GitHubServerState state) {
    this.state = state;
  }

  GitHubStubResponse exchange(GitHubStubRequest request) {
    Map<String, String> response = respond(request);
    String accept = request.header("Accept").orElse("");
    if (accept.contains("json")) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      response.forEach(json::put);
      return GitHubStubResponse.json(200, json);
    }
    return GitHubStubResponse.text(
        200,
        "application/x-www-form-urlencoded; charset=utf-8",
        response.entrySet().stream()
            .map(one -> one.getKey() + "=" + encode(one.getValue()))
            .collect(Collectors.joining("&")));
  }

  static boolean isAppCredentials(String id, String secret) {
    return FakeGitHub.CLIENT_ID.equals(id) && FakeGitHub.CLIENT_SECRET.equals(secret);
  }

  private Map<String, String> respond(GitHubStubRequest request) {
    Map<String, String> form = request.form();
    Credentials client =
        request
            .basicCredentials()
            .orElse(
                new Credentials(
                    form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")));
    if (!isAppCredentials(client.name(), client.secret())) {
      return error(
          "incorrect_client_credentials",
          "The client_id and/or client_secret passed are incorrect.",
          HELP + "incorrect-client-credentials");
    }
    String code = form.getOrDefault("code", "");
    String redirectUri = form.get("redirect_uri");
    if (redirectUri != null
        && state
            .codes()
            .find(code)
            .filter(issued -> !redirectUri.equals(issued.redirectUri()))
            .isPresent()) {
      return error(
          "redirect_uri_mismatch",
          "The redirect_uri MUST match the registered callback URL for this application.",
          MISMATCH_HELP);
    }
    Optional<Issued> issued =
        state.codes().redeem(code).filter(one -> one.isVerifiedBy(form.get("code_verifier")));
    // the documentation defines no error for a wrong verifier
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
    if (!state.directory().hasVerifiedEmail(issued.persona())) {
      return error(
          "unverified_user_email",
          "The user must have a verified primary email.",
          HELP + "unverified_user_email");
    }
    Map<String, String> response = new LinkedHashMap<>();
    response.put("access_token", state.tokens().issue(issued.persona(), issued.scopes()).value());
    response.put("scope", issued.scopes().commaSeparated());
    response.put("token_type", "bearer");
    return response;
  }

  private static Map<String, String> error(String error, String description, String help) {
    Map<String, String> response = new LinkedHashMap<>();
    response.put("error", error);
    response.put("error_description", description);
    response.put("error_uri", help);
    return response;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
