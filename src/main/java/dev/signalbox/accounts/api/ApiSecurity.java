package dev.signalbox.accounts.api;

import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAnyRole;
import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAuthority;
import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasRole;
import static org.springframework.security.authorization.AuthorizationManagers.allOf;

import dev.signalbox.accounts.tokens.TokenGate;
import dev.signalbox.accounts.tokens.TokenScope;
import dev.signalbox.api.ApiPaths;
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

/** The API's own chain, between that of the management port and that of the console. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

  /** Where the audit room takes events; a script that only tells events needs no other scope. */
  static final String AUDIT_EVENTS = "/api/v1/audit-events";

  /** Where it takes whole files of them. */
  static final String AUDIT_IMPORTS = "/api/v1/audit-imports";

  private static final String READ = TokenScope.READ.authority();
  private static final String WRITE = TokenScope.WRITE.authority();
  private static final AuthorizationManager<RequestAuthorizationContext> LOOKS =
      allOf(hasAuthority(READ), hasAnyRole("ADMIN", "VIEWER"));
  private static final AuthorizationManager<RequestAuthorizationContext> CHANGES =
      allOf(hasAuthority(WRITE), hasRole("ADMIN"));
  private static final AuthorizationManager<RequestAuthorizationContext> TELLS =
      allOf(hasAuthority(TokenScope.AUDIT_INGEST.authority()), hasRole("ADMIN"));

  @Bean
  @Order(2)
  SecurityFilterChain api(
      HttpSecurity http, TokenGate gate, ApiRefusals refusals, IdempotentAnswers answers) {
    return http.securityMatcher(ApiPaths::covers)
        .addFilterBefore(new BearerFilter(gate, refusals), AuthorizationFilter.class)
        .addFilterAfter(new IdempotencyFilter(answers), AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/api/v1/openapi.json")
                    .authenticated()
                    // a person's own, whatever the role, as on the pages
                    .requestMatchers(HttpMethod.GET, "/api/v1/tokens/**")
                    .hasAuthority(READ)
                    .requestMatchers("/api/v1/tokens/**")
                    .hasAuthority(WRITE)
                    .requestMatchers(AUDIT_EVENTS, AUDIT_IMPORTS + "/**")
                    .access(TELLS)
                    .requestMatchers(HttpMethod.GET)
                    .access(LOOKS)
                    .requestMatchers(HttpMethod.HEAD)
                    .access(LOOKS)
                    .anyRequest()
                    .access(CHANGES))
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .securityContext(
            context -> context.securityContextRepository(new NullSecurityContextRepository()))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        // a forged request would need the token, which no browser sends by itself
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }
}
