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

  /** Keeps what the protocol knows, so that a form can carry it along unchanged. */
  static AuthorizationRequest from(Map<String, String> all) {
    Map<String, String> kept = new LinkedHashMap<>();
    KNOWN.stream()
        .filter(all::containsKey)
        .forEach(name -> kept.put(name, all.getOrDefault(name, "")));
    return new AuthorizationRequest(kept);
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

  /** GitHub knows S256 and nothing else ("Authorizing OAuth apps", step 1). */
  boolean challengesUnknownWay() {
    return challenge() != null && !"S256".equals(parameters.get("code_challenge_method"));
  }

  boolean asksForAccount() {
    return "select_account".equals(parameters.get("prompt"));
  }

  boolean namesScopes() {
    return parameters.containsKey("scope");
  }

  Scopes scopes() {
    return Scopes.parse(parameters.getOrDefault("scope", ""));
  }

  /** The callback with an answer and the caller's state. */
  String backTo(String callback, Map<String, String> answer) {
    Map<String, String> all = new LinkedHashMap<>(answer);
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
