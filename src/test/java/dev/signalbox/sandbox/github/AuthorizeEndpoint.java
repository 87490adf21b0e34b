package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Persona;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /login/oauth/authorize}: shows the people to choose from, or passes a known browser
 * through ("Authorizing OAuth apps", step 1; errors from "Troubleshooting authorization request
 * errors").
 */
final class AuthorizeEndpoint {

  /** GitHub's own name for its session cookie; cookies know hosts, not ports. */
  static final String COOKIE = "user_session";

  private static final String HELP =
      "/apps/building-integrations/setting-up-and-registering-oauth-apps"
          + "/troubleshooting-authorization-request-errors/#";

  private final World world;
  private final AuthorizePage page;

  AuthorizeEndpoint(World world) {
    this.world = world;
    this.page = new AuthorizePage(world);
  }

  Answer show(Request request) {
    AuthorizationRequest asked = AuthorizationRequest.from(request.parameters());
    Optional<Answer> problem = problem(asked);
    if (problem.isPresent()) {
      return problem.get();
    }
    Optional<Persona> suggested =
        request.parameter("login").flatMap(login -> world.directory().person(login));
    Optional<Persona> known = request.cookie(COOKIE).flatMap(world.consents()::behind);
    if (known.isPresent()
        && suggested.orElse(known.get()) == known.get()
        && passesThrough(known.get(), asked)) {
      return approve(known.get(), asked);
    }
    return page.show(asked, suggested.or(() -> known).orElse(null));
  }

  Answer decide(Request request) {
    Map<String, String> form = request.form();
    AuthorizationRequest asked = AuthorizationRequest.from(form);
    Optional<Answer> problem = problem(asked);
    if (problem.isPresent()) {
      return problem.get();
    }
    if (form.containsKey("cancel")) {
      return deny(asked);
    }
    return world
        .directory()
        .person(form.getOrDefault("login", ""))
        .map(persona -> approve(persona, asked))
        .orElseGet(() -> page.show(asked, null));
  }

  Answer approve(Persona persona, AuthorizationRequest asked) {
    Scopes wanted =
        asked.namesScopes() ? asked.scopes() : world.consents().of(persona).orElse(Scopes.NONE);
    Scopes given = world.consents().grant(persona, wanted);
    String code = world.codes().issue(persona, given, asked.redirectUri(), asked.challenge());
    return Answer.redirect(asked.backTo(callback(asked), Map.of("code", code)))
        .with(
            "Set-Cookie",
            COOKIE + "=" + world.consents().remember(persona) + "; Path=/; HttpOnly; SameSite=Lax");
  }

  Answer deny(AuthorizationRequest asked) {
    return back(
        asked,
        callback(asked),
        "access_denied",
        "The user has denied your application access.",
        "access-denied");
  }

  Optional<Answer> problem(AuthorizationRequest asked) {
    if (!FakeGitHub.CLIENT_ID.equals(asked.clientId())) {
      return Optional.of(
          Pages.said(404, "No such app", "No OAuth app is registered with this client id."));
    }
    String redirectUri = asked.redirectUri();
    if (redirectUri != null && !world.callbacks().allow(redirectUri)) {
      return Optional.of(
          back(
              asked,
              world.callbacks().fallback().toString(),
              "redirect_uri_mismatch",
              "The redirect_uri MUST match the registered callback URL for this application.",
              "redirect-uri-mismatch"));
    }
    if (asked.challengesUnknownWay()) {
      // the documentation names no error for this; RFC 7636 section 4.4.1 does
      return Optional.of(
          back(
              asked,
              callback(asked),
              "invalid_request",
              "The code_challenge_method must be S256.",
              "invalid-request"));
    }
    return Optional.empty();
  }

  /** A page is skipped when there is nothing left to ask. */
  private boolean passesThrough(Persona persona, AuthorizationRequest asked) {
    return !asked.asksForAccount()
        && !world.tokens().manyLately(persona, asked.scopes())
        && world
            .consents()
            .of(persona)
            .filter(granted -> granted.coversAll(asked.scopes()))
            .isPresent();
  }

  private String callback(AuthorizationRequest asked) {
    String redirectUri = asked.redirectUri();
    return redirectUri == null ? world.callbacks().fallback().toString() : redirectUri;
  }

  private static Answer back(
      AuthorizationRequest asked, String callback, String error, String description, String help) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("error", error);
    answer.put("error_description", description);
    answer.put("error_uri", HELP + help);
    return Answer.redirect(asked.backTo(callback, answer));
  }
}
