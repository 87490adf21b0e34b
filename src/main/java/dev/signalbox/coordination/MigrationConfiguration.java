package dev.signalbox.coordination;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the connections of the database migrations. */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

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
}
