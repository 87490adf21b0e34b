package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.access.AccessPasses;
import dev.signalbox.accounts.sessions.SessionGate;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Everything is closed unless it is named here. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String ADMIN = "ADMIN";
  private static final String VIEWER = "VIEWER";

  /** The management port: health and information for anybody there, metrics for bearers. */
  @Bean
  @Order(1)
  SecurityFilterChain management(
      HttpSecurity http, Environment environment, PrometheusTokens tokens) {
    RequestMatcher managementPort =
        request -> {
          Integer port = environment.getProperty("local.management.port", Integer.class);
          Integer main = environment.getProperty("local.server.port", Integer.class);
          return port != null && !port.equals(main) && request.getLocalPort() == port;
        };
    return http.securityMatcher(managementPort)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(EndpointRequest.to("health", "info"))
                    .permitAll()
                    .requestMatchers(EndpointRequest.to("prometheus"))
                    .access(tokens)
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(e -> e.authenticationEntryPoint(tokens))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(SessionManagementConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  /** The console; the API, which reads no cookies, has a chain of its own before it. */
  @Bean
  @Order(3)
  SecurityFilterChain console(
      HttpSecurity http,
      SessionGate gate,
      SignInAttempts attempts,
      AuthorizationRequests authorizationRequests,
      CodeExchange exchange,
      GitHubSignIn gitHubSignIn,
      SignInFailures failures,
      SignOut signOut,
      AccessPasses passes,
      Doors doors,
      MeterRegistry meters) {
    return http.securityContext(context -> context.securityContextRepository(gate))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers("/sign-in/again")
                    .authenticated()
                    .requestMatchers(HttpMethod.GET, "/assets/**", "/favicon.ico", "/sign-in/**")
                    .permitAll()
                    .requestMatchers(HttpMethod.DELETE, "/sign-in/authorization")
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, "/webhooks/github", "/csp-reports")
                    .permitAll()
                    // everybody's own filters change nothing but their own page
                    .requestMatchers("/tokens/all", "/audit/filters")
                    .hasAnyRole(ADMIN, VIEWER)
                    .requestMatchers(
                        "/sessions/**",
                        "/tokens/**",
                        "/api",
                        "/sign-out",
                        "/appearance",
                        "/no-console",
                        "/events",
                        "/access/return")
                    .authenticated()
                    .requestMatchers(HttpMethod.GET)
                    .hasAnyRole(ADMIN, VIEWER)
                    .anyRequest()
                    .hasRole(ADMIN))
        .oauth2Login(
            login ->
                login
                    .loginPage("/sign-in")
                    .authorizationEndpoint(
                        endpoint ->
                            endpoint
                                .authorizationRequestResolver(authorizationRequests)
                                .authorizationRequestRepository(attempts))
                    .redirectionEndpoint(endpoint -> endpoint.baseUri(GitHubRegistration.CALLBACK))
                    .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(exchange))
                    .userInfoEndpoint(endpoint -> endpoint.userService(gitHubSignIn))
                    .authorizedClientRepository(new NoTokensKept())
                    .successHandler(
                        (request, response, authentication) -> {
                          SignInFailures.count(meters, "admitted");
                          passes.issue(request, response);
                          response.sendRedirect(SignInAttempts.destination(request));
                        })
                    .failureHandler(failures))
        .logout(
            logout ->
                logout
                    .logoutUrl("/sign-out")
                    .addLogoutHandler(signOut)
                    .logoutSuccessUrl("/sign-in?because=signed-out"))
        .exceptionHandling(e -> e.authenticationEntryPoint(doors).accessDeniedHandler(doors))
        // where a person wanted to go travels in the address, not in a session
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.newSession()))
        .csrf(
            csrf ->
                csrf.ignoringRequestMatchers(
                    "/webhooks/github", "/csp-reports", "/sign-in/authorization"))
        // the page kit sets them on every response, also on those that never come here
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  /** The one token of a person is kept sealed by {@code Memberships}; Spring keeps none. */
  private static final class NoTokensKept implements OAuth2AuthorizedClientRepository {

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the library's signature
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String registration, Authentication principal, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {
      // sealed elsewhere
    }

    @Override
    public void removeAuthorizedClient(
        String registration,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {
      // never kept
    }
  }
}
