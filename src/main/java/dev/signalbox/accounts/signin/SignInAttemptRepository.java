package dev.signalbox.accounts.signin;

import dev.signalbox.secrets.SecretBox;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stores authorization requests in a sealed cookie instead of a server-side session. */
@Component
class SignInAttemptRepository
    implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

  /** Attribute of the authorization request: the local path to open after the sign-in. */
  static final String TO = "signalbox.to";

  private final SealedCookie<SignInAttempt> cookie;
  private final ClientRegistration gitHub;
  private final String web;

  SignInAttemptRepository(
      Settings settings, SecretBox box, JsonMapper json, Clock clock, ClientRegistration gitHub) {
    this.cookie =
        new SealedCookie<>(
            "signalbox-signin", settings.isSecure(), SignInAttempt.class, box, json, clock);
    this.gitHub = gitHub;
    this.web = settings.github().url().toString();
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    return cookie
        .read(request)
        .filter(attempt -> attempt.state().equals(state))
        .filter(attempt -> cameFromGitHub(request))
        .map(attempt -> restored(request, attempt))
        .orElse(null);
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest authorization,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (authorization == null) {
      cookie.remove(response);
      return;
    }
    cookie.set(
        response,
        new SignInAttempt(
            Optional.ofNullable(authorization.getState()).orElseThrow(),
            String.valueOf(authorization.getAttributes().get(PkceParameterNames.CODE_VERIFIER)),
            authorization.getAuthorizationRequestUri(),
            (String) authorization.getAttributes().get(TO)));
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizationRequest attempt = loadAuthorizationRequest(request);
    cookie.remove(response);
    return attempt;
  }

  /** The local path to open after the sign-in. */
  static String destination(HttpServletRequest request) {
    return LocalPath.of((String) request.getAttribute(TO));
  }

  /** Rejects a callback with a foreign issuer (RFC 9207). GitHub itself sends none. */
  private boolean cameFromGitHub(HttpServletRequest request) {
    String issuer = request.getParameter("iss");
    return issuer == null || issuer.equals(web) || issuer.startsWith(web + "/");
  }

  private OAuth2AuthorizationRequest restored(HttpServletRequest request, SignInAttempt attempt) {
    request.setAttribute(TO, attempt.to());
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(attempt.authorizationRequestUri())
        .authorizationRequestUri(attempt.authorizationRequestUri())
        .clientId(gitHub.getClientId())
        .redirectUri(gitHub.getRedirectUri())
        .scopes(gitHub.getScopes())
        .state(attempt.state())
        .attributes(
            Map.of(
                OAuth2ParameterNames.REGISTRATION_ID,
                gitHub.getRegistrationId(),
                PkceParameterNames.CODE_VERIFIER,
                attempt.verifier()))
        .build();
  }
}
