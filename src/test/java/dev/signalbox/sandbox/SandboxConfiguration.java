package dev.signalbox.sandbox;

import dev.signalbox.audit.EventStore;
import dev.signalbox.settings.Settings;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds the sandbox pages and inserts the fixture into an empty database. */
@TestConfiguration(proxyBeanMethods = false)
@Import(SandboxPages.class)
class SandboxConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SandboxConfiguration.class);

  @Bean
  SandboxFixture sandboxFixture(JdbcClient database, Clock clock, Settings settings) {
    return new SandboxFixture(database, clock, settings.github().url().getAuthority());
  }

  @Bean
  SandboxAuditLog sandboxAuditLog(
      SandboxFixture fixture, EventStore store, TransactionTemplate transaction, Clock clock) {
    return new SandboxAuditLog(store, transaction, clock);
  }

  @EventListener
  void logAddresses(ApplicationReadyEvent ready) {
    log.info(
        """


          Console                 http://localhost:8080
          Sign in as              admin (full access), viewer (read-only) or another persona
          Faults and gallery      http://localhost:8080/sandbox
          Nomad                   http://127.0.0.1:8071/v1/nodes
          Metrics                 http://localhost:9090/actuator/prometheus
                                  with the header: Authorization: Bearer sandbox-prometheus-token
        """);
  }
}
