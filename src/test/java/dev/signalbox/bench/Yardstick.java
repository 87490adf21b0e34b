package dev.signalbox.bench;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The least that the same server can do: a constant text, without a gate and without a database.
 */
@Configuration(proxyBeanMethods = false)
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

  /** Has the gate's timer keep percentiles, which a console in production leaves to Prometheus. */
  @Bean
  MeterFilter gatePercentiles() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals("signalbox.gate")
            ? DistributionStatisticConfig.builder()
                .percentiles(0.5, 0.95, 0.99)
                .build()
                .merge(config)
            : config;
      }
    };
  }

  /** Answers always the same. */
  @RestController
  static class ConstantController {
    @GetMapping("/bench/constant")
    String constant() {
      return "constant";
    }
  }
}
