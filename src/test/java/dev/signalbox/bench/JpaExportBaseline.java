package dev.signalbox.bench;

import com.sun.net.httpserver.HttpServer;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.QueryHint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.jpa.AvailableHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A baseline for exports: a JPA stream of entities with JSON mapped to maps, each detached after it
 * is written, served as CSV by a minimal HTTP server.
 */
final class JpaExportBaseline {

  private static final JsonMapper JSON = JsonMapper.shared();

  private JpaExportBaseline() {}

  static DownloadMeasurement run(Map<String, String> database) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (EntityManagerFactory factory =
        new PersistenceConfiguration("plain")
            .mappingFile("bench/plain-event.xml")
            .managedClass(PlainEvent.class)
            .property(PersistenceConfiguration.JDBC_URL, database.get("spring.datasource.url"))
            .property(
                PersistenceConfiguration.JDBC_USER, database.get("spring.datasource.username"))
            .property(
                PersistenceConfiguration.JDBC_PASSWORD, database.get("spring.datasource.password"))
            .createEntityManagerFactory()) {
      EntityManager entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
      PlainEvents repository = new JpaRepositoryFactory(entities).getRepository(PlainEvents.class);
      TransactionTemplate transaction = new TransactionTemplate(new JpaTransactionManager(factory));
      server.createContext(
          "/plain.csv",
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body =
                new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
              transaction.executeWithoutResult(status -> write(repository, entities, body));
            }
          });
      server.start();
      return DownloadMeasurement.of(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/plain.csv"), "a=b");
    } finally {
      server.stop(0);
    }
  }

  private static void write(PlainEvents repository, EntityManager entities, OutputStream body) {
    try (Stream<PlainEvent> events = repository.findAllByOrderByOccurredAtAscIdAsc()) {
      events.forEach(
          event -> {
            try {
              body.write(event.line().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            entities.detach(event);
          });
    }
  }

  /** Nested, so that the repository scan of the console does not find it. */
  interface PlainEvents extends Repository<PlainEvent, UUID> {

    @QueryHints(@QueryHint(name = AvailableHints.HINT_FETCH_SIZE, value = "1000"))
    Stream<PlainEvent> findAllByOrderByOccurredAtAscIdAsc();
  }

  /** A row; mapped in bench/plain-event.xml. */
  static class PlainEvent {
    private @Nullable UUID id;

    // used by the ORDER BY of the query
    @SuppressWarnings("UnusedVariable")
    private @Nullable Instant occurredAt;

    private @Nullable String action;
    private @Nullable Map<String, Object> actor;
    private @Nullable Map<String, Object> target;
    private @Nullable Map<String, Object> payload;
    private @Nullable String occurred;
    private @Nullable Map<String, Object> metadata;
    private int version;
    private @Nullable Map<String, Object> scope;
    private boolean success;
    private @Nullable Map<String, Object> request;

    String line() {
      return Stream.of(
              action,
              written(actor),
              written(target),
              written(payload),
              occurred,
              written(metadata),
              id,
              version,
              written(scope),
              success,
              written(request))
          .map(value -> value == null ? "" : '"' + value.toString().replace("\"", "\"\"") + '"')
          .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static @Nullable String written(@Nullable Map<String, Object> value) {
      return value == null ? null : JSON.writeValueAsString(value);
    }
  }

  /** Referenced by bench/plain-event.xml. */
  static class JsonMapConverter implements AttributeConverter<Map<String, Object>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Map<String, Object> value) {
      return value == null ? null : JSON.writeValueAsString(value);
    }

    @Override
    public @Nullable Map<String, Object> convertToEntityAttribute(@Nullable String written) {
      return written == null ? null : JSON.readValue(written, new TypeReference<>() {});
    }
  }
}
