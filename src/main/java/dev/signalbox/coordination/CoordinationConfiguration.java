package dev.signalbox.coordination;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.TransactionException;

/** Configures the scheduler of all {@code @Scheduled} methods, and the database migrations. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CoordinationConfiguration {

  private static final Logger log = LoggerFactory.getLogger(CoordinationConfiguration.class);

  /** More than the number of tasks that take minutes, so that heartbeats are never delayed. */
  private static final int POOL_SIZE = 8;

  /**
   * Replaces Spring's scheduler for virtual threads, which runs all fixed-delay tasks on a single
   * thread. Streams would get no heartbeats while the audit log is verified or archived.
   */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(POOL_SIZE);
    scheduler.setThreadNamePrefix("scheduler-");
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setErrorHandler(CoordinationConfiguration::logFailure);
    return scheduler;
  }

  /**
   * Uses connections outside the pool, without its timeouts: a migration of a large table may take
   * minutes. A separate owner of the tables has such connections already.
   */
  @Bean
  static FlywayConfigurationCustomizer migrationConnections(
      JdbcConnectionDetails database, FlywayConnectionDetails owner) {
    return flyway -> {
      if (owner.getUsername() == null) {
        flyway.dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
      }
    };
  }

  /** Logs failures of the database without the stack trace: all tasks fail during an outage. */
  private static void logFailure(Throwable failure) {
    if (failure instanceof DataAccessException || failure instanceof TransactionException) {
      log.warn(
          "A scheduled task failed and will run again: {}",
          NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
    } else {
      log.error("A scheduled task failed and will run again", failure);
    }
  }
}
