package dev.signalbox.sandbox;

import dev.signalbox.accounts.sessions.SessionGate;
import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** The pages of the sandbox (faults and gallery), which browser tests use, too. */
@TestConfiguration(proxyBeanMethods = false)
public class SandboxPages {

  /** Permits all requests: a fault of GitHub must be removable without a sign-in. */
  @Bean
  @Order(0)
  SecurityFilterChain sandboxChain(HttpSecurity http, SessionGate gate) {
    return http.securityMatcher("/sandbox/**")
        .securityContext(context -> context.securityContextRepository(gate))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  FaultController faultController() {
    return new FaultController();
  }

  @Bean
  GalleryController galleryController(Clock clock) {
    return new GalleryController(clock);
  }
}
