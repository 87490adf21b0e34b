package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.access.AccessPassFilter;
import dev.signalbox.accounts.access.InstallationAccess;
import dev.signalbox.accounts.api.ApiAccessErrorHandler;
import dev.signalbox.accounts.api.BearerFilter;
import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.accounts.tokens.ApiCaller;
import dev.signalbox.accounts.tokens.TokenAuthenticator;
import dev.signalbox.accounts.tokens.TokenScope;
import dev.signalbox.coordination.RateLimiter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * The security filter chain of {@code /artifacts}: files of the CI server, for each of its users.
 * They are identified by API token with the scope {@code read}, by session, or by access pass.
 */
@Configuration(proxyBeanMethods = false)
class ArtifactSecurity {

  private final AccessDeniedRouter signIn;
  private final ApiAccessErrorHandler tokenErrors;

  ArtifactSecurity(AccessDeniedRouter signIn, ApiAccessErrorHandler tokenErrors) {
    this.signIn = signIn;
    this.tokenErrors = tokenErrors;
  }

  @Bean
  @Order(2)
  SecurityFilterChain artifacts(
      HttpSecurity http,
      SessionGate gate,
      TokenAuthenticator authenticator,
      InstallationAccess access,
      RateLimiter limiter) {
    return http.securityMatcher("/artifacts/**")
        .securityContext(context -> context.securityContextRepository(gate))
        .addFilterBefore(
            new BearerFilter(authenticator, tokenErrors, limiter), AuthorizationFilter.class)
        .addFilterBefore(new AccessPassFilter(access), AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET)
                    .access(
                        (authentication, request) ->
                            new AuthorizationDecision(mayRead(authentication.get())))
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(
            e -> e.authenticationEntryPoint(this::askForSignIn).accessDeniedHandler(this::explain))
        .anonymous(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .sessionManagement(AbstractHttpConfigurer::disable)
        // nothing can be changed
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  private static boolean mayRead(@Nullable Authentication user) {
    return user != null
        && user.isAuthenticated()
        && (!(user instanceof ApiCaller caller) || caller.scopes().contains(TokenScope.READ));
  }

  /** Redirects browsers to the sign-in, which returns to the artifact. */
  private void askForSignIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (!HttpMethod.GET.matches(request.getMethod())) {
      refuseMethod(response);
    } else if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
      signIn.commence(request, response, e);
    } else {
      tokenErrors.commence(request, response, e);
    }
  }

  private void explain(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    if (HttpMethod.GET.matches(request.getMethod())) {
      tokenErrors.handle(request, response, denied);
    } else {
      refuseMethod(response);
    }
  }

  private static void refuseMethod(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
    response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
  }
}
