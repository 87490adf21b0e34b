package dev.signalbox.sandbox;

import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.settings.Settings;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** Adds the sandbox's own pages and tells the story to an empty database. */
@TestConfiguration(proxyBeanMethods = false)
class SandboxConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SandboxConfiguration.class);

  /** Open to everybody: who broke the stand-in's weather must be able to mend it. */
  @Bean
  @Order(0)
  SecurityFilterChain sandboxPages(HttpSecurity http, SessionGate gate) {
    return http.securityMatcher("/sandbox/**")
        .securityContext(context -> context.securityContextRepository(gate))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  SandboxStory sandboxStory(JdbcClient database, Clock clock, Settings settings) {
    return new SandboxStory(database, clock, settings.github().url().getAuthority());
  }

  @Bean
  WeatherController weatherController() {
    return new WeatherController();
  }

  @Bean
  GalleryController galleryController(Clock clock) {
    return new GalleryController(clock);
  }

  @EventListener
  void welcome(ApplicationReadyEvent ready) {
    log.info(
        """


          The console stands at   http://localhost:8080
          Sign in as              admin (changes everything), viewer (sees everything), or any other
          Weather and gallery     http://localhost:8080/sandbox
          Metrics                 http://localhost:9090/actuator/prometheus
                                  with the header: Authorization: Bearer sandbox-prometheus-token
        """);
  }
}
