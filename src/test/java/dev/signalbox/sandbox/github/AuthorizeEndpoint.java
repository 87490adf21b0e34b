package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Persona;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /login/oauth/authorize}: shows the users to choose from, or skips the page for a browser
 * with a session ("Authorizing OAuth apps", step 1; errors from "Troubleshooting authorization
 * request errors").
 */
final class AuthorizeEndpoint {

  /** Name of GitHub's session cookie. Cookies are scoped to a host, not to a port. */
  static final String COOKIE = "user_session";

  private static final String HELP =
      "/apps/building-integrations/setting-up-and-registering-oauth-apps"
          + "/troubleshooting-authorization-request-errors/#";

  private final GitHubServerState state;
  private final AuthorizePage page;

  AuthorizeEndpoint(GitHubServerState state) {
    this.state = state;
    this.page = new AuthorizePage(state);
  }

  GitHubStubResponse show(GitHubStubRequest httpRequest) {
    AuthorizationRequest request = AuthorizationRequest.from(httpRequest.parameters());
    Optional<GitHubStubResponse> problem = problem(request);
    if (problem.isPresent()) {
      return problem.get();
    }
    Optional<Persona> suggested =
        httpRequest.parameter("login").flatMap(login -> state.directory().findUser(login));
    Optional<Persona> known = httpRequest.cookie(COOKIE).flatMap(state.consents()::personaOf);
    if (known.isPresent()
        && suggested.orElse(known.get()) == known.get()
        && canSkipPage(known.get(), request)) {
      return approve(known.get(), request);
    }
    return page.show(request, suggested.or(() -> known).orElse(null));
  }

  GitHubStubResponse decide(GitHubStubRequest httpRequest) {
    Map<String, String> form = httpRequest.form();
    AuthorizationRequest request = AuthorizationRequest.from(form);
    Optional<GitHubStubResponse> problem = problem(request);
    if (problem.isPresent()) {
      return problem.get();
    }
    if (form.containsKey("cancel")) {
      return deny(request);
    }
    return state
        .directory()
        .findUser(form.getOrDefault("login", ""))
        .map(persona -> approve(persona, request))
        .orElseGet(() -> page.show(request, null));
  }

  GitHubStubResponse approve(Persona persona, AuthorizationRequest request) {
    OAuthScopes requested =
        request.hasScopeParameter()
            ? request.scopes()
            : state.consents().grantedBy(persona).orElse(OAuthScopes.NONE);
    OAuthScopes granted = state.consents().grant(persona, requested);
    String code = state.codes().issue(persona, granted, request.redirectUri(), request.challenge());
    return GitHubStubResponse.redirect(request.redirectUrl(callback(request), Map.of("code", code)))
        .withHeader(
            "Set-Cookie",
            COOKIE
                + "="
                + state.consents().createBrowserSession(persona)
                + "; Path=/; HttpOnly; SameSite=Lax");
  }

  GitHubStubResponse deny(AuthorizationRequest request) {
    return redirectWithError(
        request,
        callback(request),
        "access_denied",
        "The user has denied your application access.",
        "access-denied");
  }

  Optional<GitHubStubResponse> problem(AuthorizationRequest request) {
    if (!FakeGitHub.CLIENT_ID.equals(request.clientId())) {
      return Optional.of(
          GitHubStubPages.message(
              404, "No such app", "No OAuth app is registered with this client id."));
    }
    String redirectUri = request.redirectUri();
    if (redirectUri != null && !state.callbacks().matchesRegistered(redirectUri)) {
      return Optional.of(
          redirectWithError(
              request,
              state.callbacks().fallback().toString(),
              "redirect_uri_mismatch",
              "The redirect_uri MUST match the registered callback URL for this application.",
              "redirect-uri-mismatch"));
    }
    if (request.hasUnsupportedChallengeMethod()) {
      // not documented by GitHub; the error is from RFC 7636 section 4.4.1
      return Optional.of(
          redirectWithError(
              request,
              callback(request),
              "invalid_request",
              "The code_challenge_method must be S256.",
              "invalid-request"));
    }
    return Optional.empty();
  }

  /** Returns whether the page can be skipped because everything is granted already. */
  private boolean canSkipPage(Persona persona, AuthorizationRequest request) {
    return !request.requiresAccountSelection()
        && !state.tokens().isHourlyLimitReached(persona, request.scopes())
        && state
            .consents()
            .grantedBy(persona)
            .filter(granted -> granted.coversAll(request.scopes()))
            .isPresent();
  }

  private String callback(AuthorizationRequest request) {
    String redirectUri = request.redirectUri();
    return redirectUri == null ? state.callbacks().fallback().toString() : redirectUri;
  }

  private static GitHubStubResponse redirectWithError(
      AuthorizationRequest request,
      String callback,
      String error,
      String description,
      String help) {
    Map<String, String> response = new LinkedHashMap<>();
    response.put("error", error);
    response.put("error_description", description);
    response.put("error_uri", HELP + help);
    return GitHubStubResponse.redirect(request.redirectUrl(callback, response));
  }
}
