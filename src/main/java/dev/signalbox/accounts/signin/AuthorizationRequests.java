package dev.signalbox.accounts.signin;

import dev.signalbox.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * What is asked of GitHub: no new accounts, and for a step-up the account picker, the only way
 * GitHub has to make a person answer again (docs: Authorizing OAuth apps).
 */
@Component
class AuthorizationRequests implements OAuth2AuthorizationRequestResolver {

  private final DefaultOAuth2AuthorizationRequestResolver standard;

  AuthorizationRequests(ClientRegistrationRepository registrations) {
    standard = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/sign-in");
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    // the library takes any method and any last part of the path; ours has one address
    return request.getMethod().equals("GET") && request.getRequestURI().equals("/sign-in/github")
        ? described(request, standard.resolve(request, GitHubRegistration.ID))
        : null;
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(
      HttpServletRequest request, String registration) {
    return described(request, standard.resolve(request, registration));
  }

  private static @Nullable OAuth2AuthorizationRequest described(
      HttpServletRequest request, @Nullable OAuth2AuthorizationRequest plain) {
    if (plain == null) {
      return null;
    }
    String to = LocalPath.of(request.getParameter("to"));
    boolean again = request.getParameter("again") != null;
    return OAuth2AuthorizationRequest.from(plain)
        .additionalParameters(
            parameters -> {
              parameters.put("allow_signup", "false");
              if (again) {
                parameters.put("prompt", "select_account");
              }
            })
        .attributes(attributes -> attributes.putAll(Map.of(SignInAttempts.TO, to)))
        .build();
  }
}
