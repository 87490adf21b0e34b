package dev.signalbox.accounts.signin;

import dev.signalbox.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Builds the OAuth authorization request: never offers to create a GitHub account, and forces the
 * account picker for a re-authentication. GitHub has no other way to require user interaction
 * (docs: Authorizing OAuth apps).
 */
@Component
class GitHubAuthorizationRequestResolver implements OAuth2AuthorizationRequestResolver {

  private final DefaultOAuth2AuthorizationRequestResolver standard;

  GitHubAuthorizationRequestResolver(ClientRegistrationRepository registrations) {
    standard = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/sign-in");
  }

  /** Spring's resolver accepts any method and any last path segment. */
  static boolean isSignInStart(HttpServletRequest request) {
    return request.getMethod().equals("GET") && request.getRequestURI().equals("/sign-in/github");
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return isSignInStart(request) && hasReadableParameters(request)
        ? customized(request, standard.resolve(request, GitHubClientRegistration.ID))
        : null;
  }

  /** Spring's filter responds with 500 to any failure here, so a malformed query is not found. */
  private static boolean hasReadableParameters(HttpServletRequest request) {
    try {
      request.getParameterMap();
      return true;
    } catch (InvalidParameterException e) {
      return false;
    }
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(
      HttpServletRequest request, String registration) {
    return customized(request, standard.resolve(request, registration));
  }

  private static @Nullable OAuth2AuthorizationRequest customized(
      HttpServletRequest request, @Nullable OAuth2AuthorizationRequest standardRequest) {
    if (standardRequest == null) {
      return null;
    }
    String to = LocalPath.of(request.getParameter("to"));
    boolean again = request.getParameter("again") != null;
    return OAuth2AuthorizationRequest.from(standardRequest)
        .additionalParameters(
            parameters -> {
              parameters.put("allow_signup", "false");
              if (again) {
                parameters.put("prompt", "select_account");
              }
            })
        .attributes(attributes -> attributes.putAll(Map.of(SignInAttemptRepository.TO, to)))
        .build();
  }
}
