package dev.signalbox.overview;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * The security filter chain of the wall: no session, no cookies and no API token, and only reading.
 * {@link WallController} checks the token in the address of each request; it opens nothing else.
 */
@Configuration(proxyBeanMethods = false)
class WallSecurity {

  @Bean
  @Order(2)
  SecurityFilterChain wall(HttpSecurity http) {
    return http.securityMatcher("/wall/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(e -> e.accessDeniedHandler(WallSecurity::refuseMethod))
        .securityContext(
            context -> context.securityContextRepository(new NullSecurityContextRepository()))
        .anonymous(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .sessionManagement(AbstractHttpConfigurer::disable)
        // nothing can be changed
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Does not use {@code sendError}, because errors are logged with the address. */
  private static void refuseMethod(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
    response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
    response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
  }
}
