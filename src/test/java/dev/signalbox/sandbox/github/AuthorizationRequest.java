package dev.signalbox.sandbox.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of an authorization request ("Authorizing OAuth apps", step 1). */
record AuthorizationRequest(Map<String, String> parameters) {

  private static final List<String> KNOWN =
      List.of(
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "prompt",
          "allow_signup",
          "code_challenge",
          "code_challenge_method");

  /** Keeps only protocol parameters, so that a form can pass them on unchanged. */
  static AuthorizationRequest from(Map<String, String> all) {
    Map<String, String> known = new LinkedHashMap<>();
    KNOWN.stream()
        .filter(all::containsKey)
        .forEach(name -> known.put(name, all.getOrDefault(name, "")));
    return new AuthorizationRequest(known);
  }

  @Nullable String clientId() {
    return parameters.get("client_id");
  }

  @Nullable String redirectUri() {
    return parameters.get("redirect_uri");
  }

  @Nullable String challenge() {
    return parameters.get("code_challenge");
  }

  /** GitHub supports only S256 ("Authorizing OAuth apps", step 1). */
  boolean hasUnsupportedChallengeMethod() {
    return challenge() != null && !"S256".equals(parameters.get("code_challenge_method"));
  }

  boolean requiresAccountSelection() {
    return "select_account".equals(parameters.get("prompt"));
  }

  boolean hasScopeParameter() {
    return parameters.containsKey("scope");
  }

  OAuthScopes scopes() {
    return OAuthScopes.parse(parameters.getOrDefault("scope", ""));
  }

  /** Returns the callback URL with the response parameters and the state of the request. */
  String redirectUrl(String callback, Map<String, String> response) {
    Map<String, String> all = new LinkedHashMap<>(response);
    String state = parameters.get("state");
    if (state != null) {
      all.put("state", state);
    }
    String query =
        all.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return callback + (callback.contains("?") ? "&" : "?") + query;
  }
}
