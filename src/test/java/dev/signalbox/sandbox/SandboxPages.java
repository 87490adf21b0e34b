package dev.signalbox.sandbox;

import dev.signalbox.accounts.sessions.SessionGate;
import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** The sandbox's own pages, weather and gallery, which browser tests look at too. */
@TestConfiguration(proxyBeanMethods = false)
public class SandboxPages {

  /** Open to everybody: who broke the stand-in's weather must be able to mend it. */
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
  WeatherController weatherController() {
    return new WeatherController();
  }

  @Bean
  GalleryController galleryController(Clock clock) {
    return new GalleryController(clock);
  }
}
