package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.settings.ConsoleProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * The security filter chain of the form for a one-time code. It keeps the CSRF token in a cookie:
 * in the session, as in the other chain, each visitor of the form would create a session.
 */
@Configuration(proxyBeanMethods = false)
class OneTimeCodeSecurity {

  private final AccessDeniedRouter accessDeniedRouter;

  OneTimeCodeSecurity(AccessDeniedRouter accessDeniedRouter) {
    this.accessDeniedRouter = accessDeniedRouter;
  }

  @Bean
  @Order(2)
  SecurityFilterChain oneTimeCode(HttpSecurity http, SessionGate gate, ConsoleProperties settings) {
    CookieCsrfTokenRepository csrfTokens = new CookieCsrfTokenRepository();
    csrfTokens.setCookieName(settings.isSecure() ? "__Host-signalbox-csrf" : "signalbox-csrf");
    csrfTokens.setCookiePath("/");
    csrfTokens.setCookieCustomizer(
        cookie -> cookie.secure(settings.isSecure()).httpOnly(true).sameSite("Lax"));
    return http.securityMatcher("/sign-in/code")
        .securityContext(context -> context.securityContextRepository(gate))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET)
                    .permitAll()
                    .requestMatchers(HttpMethod.POST)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(
            e ->
                e.authenticationEntryPoint(accessDeniedRouter)
                    .accessDeniedHandler(accessDeniedRouter))
        .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .sessionManagement(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }
}
