package dev.signalbox.accounts.signin;

import dev.signalbox.github.GitHubProperties;
import dev.signalbox.secrets.SecretBox;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.LocalPath;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores authorization requests in sealed cookies instead of a server-side session. Each request
 * has its own cookie, named after its state, so that several tabs can sign in at the same time.
 */
@Component
class SignInAttemptRepository
    implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

  /** Attribute of the authorization request: the local path to open after the sign-in. */
  static final String TO = "signalbox.to";

  /**
   * Total size of the cookies of earlier attempts, which is enough for about 20 tabs. Tomcat limits
   * the headers of a request to 16 kB.
   */
  private static final int MAX_COOKIES_LENGTH = 8000;

  private static final Pattern STATE = Pattern.compile("([A-Za-z0-9_-]{16})[A-Za-z0-9_=-]*");

  private final boolean secure;
  private final SecretBox box;
  private final JsonMapper json;
  private final Clock clock;
  private final ClientRegistration gitHub;
  private final String web;

  SignInAttemptRepository(
      GitHubProperties gitHubProperties,
      ConsoleProperties settings,
      SecretBox box,
      JsonMapper json,
      Clock clock,
      ClientRegistration gitHub) {
    this.secure = settings.isSecure();
    this.box = box;
    this.json = json;
    this.clock = clock;
    this.gitHub = gitHub;
    this.web = gitHubProperties.url().toString();
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    return cookie(state)
        .flatMap(cookie -> cookie.read(request))
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
      return;
    }
    removeOldest(request, response);
    String state = Optional.ofNullable(authorization.getState()).orElseThrow();
    cookie(state)
        .orElseThrow()
        .set(
            response,
            new SignInAttempt(
                state,
                String.valueOf(authorization.getAttributes().get(PkceParameterNames.CODE_VERIFIER)),
                (String) authorization.getAttributes().get(TO)));
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizationRequest attempt = loadAuthorizationRequest(request);
    if (attempt != null) {
      cookie(attempt.getState()).ifPresent(cookie -> cookie.remove(response));
    }
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

  /** Removes the oldest attempts above the limit. Browsers send the oldest cookie first. */
  private void removeOldest(HttpServletRequest request, HttpServletResponse response) {
    String prefix = attempt("").name();
    List<Cookie> attempts =
        Stream.of(Objects.requireNonNullElse(request.getCookies(), new Cookie[0]))
            .filter(cookie -> cookie.getName().startsWith(prefix))
            .toList();
    int length = 0;
    for (Cookie cookie : attempts.reversed()) {
      length += cookie.getName().length() + cookie.getValue().length();
      if (length > MAX_COOKIES_LENGTH) {
        attempt(cookie.getName().substring(prefix.length())).remove(response);
      }
    }
  }

  private Optional<SealedCookie<SignInAttempt>> cookie(@Nullable String state) {
    return Optional.ofNullable(state)
        .map(STATE::matcher)
        .filter(Matcher::matches)
        .map(matcher -> attempt(matcher.group(1)));
  }

  private SealedCookie<SignInAttempt> attempt(String key) {
    return new SealedCookie<>(
        "signalbox-signin-" + key, secure, SignInAttempt.class, box, json, clock);
  }

  private OAuth2AuthorizationRequest restored(HttpServletRequest request, SignInAttempt attempt) {
    request.setAttribute(TO, attempt.to());
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(Objects.requireNonNull(gitHub.getProviderDetails().getAuthorizationUri()))
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

  /**
   * A sign-in in progress, kept in a sealed cookie until GitHub's callback. Each tab has its own.
   *
   * @param state the OAuth state; the callback must return it unchanged
   * @param verifier the PKCE code verifier
   * @param to the local path to open after the sign-in
   */
  record SignInAttempt(String state, String verifier, @Nullable String to) {}
}
