package dev.signalbox.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseBackupTests {

  private static final Optional<String> CONSOLE = Optional.of("signalbox");

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://postgres/console, signalbox",
    "jdbc:postgresql://postgres:5432/console, signalbox",
    "jdbc:postgresql://postgres.data:5432/console?sslmode=require, data",
    "jdbc:postgresql://postgres.signalbox/console, signalbox",
    "jdbc:postgresql://postgres.data.svc/console, data",
    "jdbc:postgresql://postgres.data.svc.cluster.local:5432/console, data",
  })
  void findsTheNamespaceOfAService(String url, String namespace) {
    assertThat(namespace(url, CONSOLE)).contains(namespace);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost:5432/console",
        "jdbc:postgresql://192.0.2.7:5432/console",
        "jdbc:postgresql://db.corp/console",
        "jdbc:postgresql://db.data.svc.acme.example/console",
        "jdbc:postgresql://db.acme.example:5432/console",
        "jdbc:postgresql://acme.abc.eu-west-1.rds.amazonaws.com/console",
        "jdbc:postgresql:console",
      })
  void knowsNoNamespaceOfAnotherHost(String url) {
    assertThat(namespace(url, CONSOLE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:postgresql://postgres/console"})
  void knowsNoNamespaceOutsideACluster(String url) {
    assertThat(namespace(url, Optional.empty())).isEmpty();
  }

  /** In a cluster with the Service postgres in the namespace data. */
  private static Optional<String> namespace(String url, Optional<String> podNamespace) {
    return DatabaseBackup.namespace(
        url, podNamespace, (name, other) -> name.equals("postgres") && other.equals("data"));
  }
}
