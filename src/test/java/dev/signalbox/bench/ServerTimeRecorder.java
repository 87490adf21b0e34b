package dev.signalbox.bench;

import jakarta.servlet.Filter;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Records the time in the server for each request, from the first filter to the last byte. */
@TestConfiguration(proxyBeanMethods = false)
class ServerTimeRecorder {

  private static final ConcurrentLinkedQueue<Long> NANOS = new ConcurrentLinkedQueue<>();

  /** Returns the times recorded since the last call. */
  static LatencySamples take() {
    List<Long> taken = List.copyOf(NANOS);
    NANOS.clear();
    return new LatencySamples(taken.stream().mapToLong(Long::longValue).toArray());
  }

  @Bean
  FilterRegistrationBean<Filter> stopwatch() {
    FilterRegistrationBean<Filter> first =
        new FilterRegistrationBean<>(
            (request, response, chain) -> {
              long before = System.nanoTime();
              chain.doFilter(request, response);
              NANOS.add(System.nanoTime() - before);
            });
    first.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return first;
  }
}
