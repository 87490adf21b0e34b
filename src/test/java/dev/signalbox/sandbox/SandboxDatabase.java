package dev.signalbox.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringApplication;

/** The database that the environment configures, otherwise an embedded PostgreSQL. */
final class SandboxDatabase {

  private SandboxDatabase() {}

  static List<String> properties(SandboxState state) throws IOException {
    if (System.getenv("SPRING_DATASOURCE_URL") != null) {
      return List.of();
    }
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(state.database())
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setRegisterShutdownHook(false)
            .start();
    // after the console: its last requests would wait for a database that has stopped
    SpringApplication.getShutdownHandlers().add(() -> stop(postgres));
    return List.of(
        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres");
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new IllegalStateException("Could not stop the embedded PostgreSQL.", e);
    }
  }
}
