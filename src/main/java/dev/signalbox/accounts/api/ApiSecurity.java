package dev.signalbox.accounts.api;

import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAnyRole;
import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAuthority;
import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasRole;
import static org.springframework.security.authorization.AuthorizationManagers.allOf;

import dev.signalbox.accounts.tokens.TokenAuthenticator;
import dev.signalbox.accounts.tokens.TokenScope;
import dev.signalbox.api.ApiPaths;
import dev.signalbox.coordination.RateLimiter;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** The security filter chain of the API, after the management port's and before the console's. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

  /** Receives single audit events; requires only the scope {@code audit_ingest}. */
  static final String AUDIT_EVENTS = "/api/v1/audit-events";

  /** Receives files of audit events; requires only the scope {@code audit_ingest}. */
  static final String AUDIT_IMPORTS = "/api/v1/audit-imports";

  private static final String READ = TokenScope.READ.authority();
  private static final String WRITE = TokenScope.WRITE.authority();
  private static final AuthorizationManager<RequestAuthorizationContext> CAN_READ =
      allOf(hasAuthority(READ), hasAnyRole("ADMIN", "VIEWER"));
  private static final AuthorizationManager<RequestAuthorizationContext> CAN_CHANGE =
      allOf(hasAuthority(WRITE), hasRole("ADMIN"));
  private static final AuthorizationManager<RequestAuthorizationContext> CAN_INGEST =
      allOf(hasAuthority(TokenScope.AUDIT_INGEST.authority()), hasRole("ADMIN"));

  @Bean
  @Order(2)
  SecurityFilterChain api(
      HttpSecurity http,
      TokenAuthenticator authenticator,
      ApiAccessErrorHandler errorHandler,
      IdempotentResponses responses,
      RateLimiter limiter) {
    return http.securityMatcher(ApiPaths::covers)
        .addFilterBefore(
            new BearerFilter(authenticator, errorHandler, limiter), AuthorizationFilter.class)
        .addFilterAfter(new IdempotencyFilter(responses), AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/api/v1/openapi.json")
                    .authenticated()
                    // users manage their own tokens with any role, as on the pages
                    .requestMatchers(HttpMethod.GET, "/api/v1/tokens/**")
                    .hasAuthority(READ)
                    .requestMatchers("/api/v1/tokens/**")
                    .hasAuthority(WRITE)
                    .requestMatchers(AUDIT_EVENTS, AUDIT_IMPORTS + "/**")
                    .access(CAN_INGEST)
                    .requestMatchers(HttpMethod.GET)
                    .access(CAN_READ)
                    .anyRequest()
                    .access(CAN_CHANGE))
        .exceptionHandling(
            e -> e.authenticationEntryPoint(errorHandler).accessDeniedHandler(errorHandler))
        .securityContext(
            context -> context.securityContextRepository(new NullSecurityContextRepository()))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        // no CSRF protection needed: browsers do not send the token automatically
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }
}
