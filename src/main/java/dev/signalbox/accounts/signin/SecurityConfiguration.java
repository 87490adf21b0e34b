package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.access.AccessPassService;
import dev.signalbox.accounts.sessions.OperatorAuthentication;
import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.accounts.sessions.SessionTermination;
import dev.signalbox.coordination.RateLimiter;
import dev.signalbox.coordination.RateLimiter.Attempt;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** The security filter chains. Requests are denied unless a rule here permits them. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String ADMIN = "ADMIN";
  private static final String VIEWER = "VIEWER";

  /**
   * Turns off observations of security filters: they take time in each request, and their metrics
   * would be more than half of all.
   */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  /** The management port: health and info without credentials, metrics with a bearer token. */
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

  /** The console. The API has a separate chain before it and reads no cookies. */
  @Bean
  @Order(3)
  SecurityFilterChain console(
      HttpSecurity http,
      SessionGate gate,
      SignInAttemptRepository attempts,
      GitHubAuthorizationRequestResolver authorizationRequests,
      CodeExchange exchange,
      GitHubUserService gitHubSignIn,
      SignInFailureHandler failures,
      SessionTermination termination,
      AccessPassService passes,
      AccessDeniedRouter accessDeniedRouter,
      RateLimiter limiter,
      MeterRegistry meters) {
    return http.addFilterBefore(
            new SignInRateFilter(limiter), OAuth2AuthorizationRequestRedirectFilter.class)
        .securityContext(context -> context.securityContextRepository(gate))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers("/sign-in/again", "/sign-in/unconfirmed")
                    .authenticated()
                    .requestMatchers(HttpMethod.GET, "/assets/**", "/favicon.ico", "/sign-in/**")
                    .permitAll()
                    .requestMatchers(HttpMethod.DELETE, "/sign-in/authorization")
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, "/webhooks/github", "/csp-reports")
                    .permitAll()
                    // Viewers can save filters: these affect only their own page.
                    .requestMatchers("/tokens/all", "/audit/filters")
                    .hasAnyRole(ADMIN, VIEWER)
                    // also to read: viewers have no codes
                    .requestMatchers("/one-time-codes/**")
                    .hasRole(ADMIN)
                    // all users of the CI server
                    .requestMatchers(HttpMethod.GET, "/artifact-files/**")
                    .authenticated()
                    .requestMatchers(
                        "/sessions/**",
                        "/tokens/**",
                        "/api",
                        "/sign-out",
                        "/appearance",
                        "/address-too-long",
                        "/no-console",
                        "/events",
                        "/access/return")
                    .authenticated()
                    .requestMatchers(HttpMethod.GET)
                    .hasAnyRole(ADMIN, VIEWER)
                    // During an outage of GitHub, admins can still free and protect the cluster.
                    .requestMatchers("/nomad/**")
                    .hasAnyRole(ADMIN, OperatorAuthentication.UNCONFIRMED_ADMIN)
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
                    .redirectionEndpoint(
                        endpoint -> endpoint.baseUri(GitHubClientRegistration.CALLBACK))
                    .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(exchange))
                    .userInfoEndpoint(endpoint -> endpoint.userService(gitHubSignIn))
                    .authorizedClientRepository(new DiscardingRepository())
                    .successHandler(
                        (request, response, authentication) -> {
                          SignInFailureHandler.count(meters, "admitted");
                          passes.issue(request, response);
                          response.sendRedirect(SignInAttemptRepository.destination(request));
                        })
                    .failureHandler(failures))
        .logout(
            logout ->
                logout
                    .logoutUrl("/sign-out")
                    .addLogoutHandler(
                        (request, response, user) -> {
                          termination.signOut();
                          passes.clearCookie(response);
                          // not "cookies": the theme cookie must survive a sign-out
                          response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
                        })
                    .logoutSuccessUrl("/sign-in?because=signed-out"))
        .exceptionHandling(
            e ->
                e.authenticationEntryPoint(accessDeniedRouter)
                    .accessDeniedHandler(accessDeniedRouter))
        // The return path is a query parameter, not a session attribute.
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.newSession()))
        .csrf(
            csrf ->
                csrf.ignoringRequestMatchers(
                    "/webhooks/github", "/csp-reports", "/sign-in/authorization"))
        // The web module sets them on every response, also outside this chain.
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Discards OAuth tokens: {@code Memberships} stores the one token of a user, encrypted. */
  private static final class DiscardingRepository implements OAuth2AuthorizedClientRepository {

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // inherited signature
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
      // stored by Memberships
    }

    @Override
    public void removeAuthorizedClient(
        String registration,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {
      // never stored
    }
  }

  /** Limits the redirects to GitHub per IP address. */
  private static final class SignInRateFilter extends OncePerRequestFilter {

    private final RateLimiter limiter;

    SignInRateFilter(RateLimiter limiter) {
      this.limiter = limiter;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
      return !GitHubAuthorizationRequestResolver.isSignInStart(request);
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      Optional<Duration> wait = limiter.countFrom(request.getRemoteAddr(), Attempt.SIGN_IN_START);
      if (wait.isPresent()) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds() + 1));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        return;
      }
      chain.doFilter(request, response);
    }
  }
}
