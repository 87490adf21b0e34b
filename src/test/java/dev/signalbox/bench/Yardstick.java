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
 * The least that the same server can do: a constant text, without a gate and without a database.
 */
@TestConfiguration(proxyBeanMethods = false)
class Yardstick {

  @Bean
  @Order(0)
  SecurityFilterChain openYardstick(HttpSecurity http) {
    return http.securityMatcher("/bench/constant")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Has the gates' timers keep percentiles, which a console in production leaves to Prometheus. */
  @Bean
  MeterFilter gatePercentiles() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals("signalbox.gate") || "/access".equals(id.getTag("uri"))
            ? DistributionStatisticConfig.builder()
                .percentiles(0.5, 0.95, 0.99)
                // what was long ago, when the code was still new to the machine, is forgotten
                .expiry(Duration.ofSeconds(20))
                .build()
                .merge(config)
            : config;
      }
    };
  }

  /** Answers always the same. */
  @Bean
  SimpleUrlHandlerMapping constant() {
    HttpRequestHandler handler = (request, response) -> response.getWriter().write("constant");
    return new SimpleUrlHandlerMapping(Map.of("/bench/constant", handler), 0);
  }
}
