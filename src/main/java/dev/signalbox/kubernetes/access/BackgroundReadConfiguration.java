package dev.signalbox.kubernetes.access;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.live.LocalTabs;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures how permissions and capabilities are read. */
@Configuration(proxyBeanMethods = false)
class BackgroundReadConfiguration {

  @Bean
  BackgroundValue.Reader backgroundReader(Clock clock, LocalTabs tabs) {
    return new BackgroundValue.Reader(
        clock,
        task -> Thread.ofVirtual().name("kubernetes-access").start(task),
        () -> tabs.publishChange(ClusterConnection.TOPIC));
  }
}
