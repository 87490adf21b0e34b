package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Starts the console on the database of an earlier release. */
@Tag("integration")
class UpgradeTests {

  /** The last migration of release 0.1.0. */
  private static final String RELEASE_0_1_0 = "16";

  @Test
  void keepsTheDataOfRelease010() {
    Map<String, String> database = TestDatabase.createEmpty();
    DriverManagerDataSource source = dataSource(database);
    Flyway.configure()
        .dataSource(source)
        .target(RELEASE_0_1_0)
        .placeholders(Map.of("console_role", Objects.requireNonNull(source.getUsername())))
        .load()
        .migrate();
    JdbcClient.create(source)
        .sql(
            """
            insert into account (id, instance, github_id, login, role, status, status_since,
              status_reason, first_seen)
            values ('00000000-0000-0000-0000-000000004711', 'github.com', 4711, 'ida', 'MEMBER', 'SUSPENDED', now(),
              'left the project', now())
            """)
        .update();

    // registers the console at the fake GitHub
    Objects.requireNonNull(RunningConsole.shared());
    try (RunningConsole console = RunningConsole.start(database, Map.of())) {
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

      assertThat(admin.get("/users/00000000-0000-0000-0000-000000004711").body())
          .contains("ida", "Suspended", "left the project");
      assertThat(admin.get("/audit").body()).contains(Persona.ADMIN.displayName());
    }
  }

  private static DriverManagerDataSource dataSource(Map<String, String> database) {
    return new DriverManagerDataSource(
        Objects.requireNonNull(database.get("spring.datasource.url")),
        Objects.requireNonNull(database.get("spring.datasource.username")),
        Objects.requireNonNull(database.get("spring.datasource.password")));
  }
}
