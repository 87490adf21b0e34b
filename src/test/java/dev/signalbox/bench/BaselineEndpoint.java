package dev.signalbox.bench;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * A baseline endpoint: the same server returns a constant text, without access checks and database.
 */
@TestConfiguration(proxyBeanMethods = false)
class BaselineEndpoint {

  @Bean
  @Order(0)
  SecurityFilterChain baselineChain(HttpSecurity http) {
    return http.securityMatcher("/bench/constant")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Enables percentiles on the timers of the access checks. */
  @Bean
  MeterFilter gatePercentiles() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals("signalbox.session.check") || "/access".equals(id.getTag("uri"))
            ? DistributionStatisticConfig.builder()
                .percentiles(0.5, 0.95, 0.99)
                // excludes the warm-up
                .expiry(Duration.ofSeconds(20))
                .build()
                .merge(config)
            : config;
      }
    };
  }

  /** Returns a constant text. */
  @Bean
  SimpleUrlHandlerMapping constant() {
    HttpRequestHandler handler = (request, response) -> response.getWriter().write("constant");
    return new SimpleUrlHandlerMapping(Map.of("/bench/constant", handler), 0);
  }
}
