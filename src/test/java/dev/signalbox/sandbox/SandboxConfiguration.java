package dev.signalbox.sandbox;

import dev.signalbox.audit.EventStore;
import dev.signalbox.github.GitHubProperties;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds the sandbox pages and inserts the fixture into an empty database. */
@TestConfiguration(proxyBeanMethods = false)
@Import(SandboxPages.class)
class SandboxConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SandboxConfiguration.class);

  @Bean
  SandboxFixture sandboxFixture(JdbcClient database, Clock clock, GitHubProperties settings) {
    return new SandboxFixture(database, clock, settings.url().uri().getAuthority());
  }

  @Bean
  SandboxAuditLog sandboxAuditLog(
      SandboxFixture fixture, EventStore store, TransactionTemplate transaction, Clock clock) {
    return new SandboxAuditLog(store, transaction, clock);
  }

  @EventListener
  void logAddresses(ApplicationReadyEvent ready) {
    Environment environment = ready.getApplicationContext().getEnvironment();
    log.info(
        "{}",
        addresses(new SandboxSettings(environment), environment.getRequiredProperty("nomad.addr")));
  }

  static String addresses(SandboxSettings settings, String nomad) {
    return """


      Console                 %1$s
      Sign in as              admin (full access), viewer (read-only) or another persona
      Faults and gallery      %1$s/sandbox
      Nomad                   %2$s/v1/nodes
      Metrics                 %3$s
                              with the header: Authorization: Bearer sandbox-prometheus-token
    """
        .formatted(settings.publicUrl(), nomad, settings.metricsUrl());
  }
}
