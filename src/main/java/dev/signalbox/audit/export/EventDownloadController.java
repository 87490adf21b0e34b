package dev.signalbox.audit.export;

import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Sends one event of the database as JSON, as an export does. SQL, because the event is read with
 * COPY.
 */
@Controller
@InSection(Section.AUDIT)
class EventDownloadController {

  private final JdbcTemplate database;

  EventDownloadController(JdbcTemplate database) {
    this.database = database;
  }

  @GetMapping("/audit/{id}.json")
  ResponseEntity<byte[]> download(@PathVariable String id) {
    UUID event = parse(id);
    byte @Nullable [] json = database.execute((Connection connection) -> read(connection, event));
    if (json == null || json.length == 0) {
      throw missing(id);
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"audit-event-%s.json\"".formatted(event))
        .body(json);
  }

  /** Reads the event before it is sent, so that a slow client does not keep the connection. */
  private static byte[] read(Connection connection, UUID event) throws SQLException {
    String where =
        "id = '%1$s' and occurred_at = (select occurred_at from audit_event_id where id = '%1$s')"
            .formatted(event);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      EventCopy.run(
          connection, LineFormat.JSON_LINES, LineFormat.JSON_LINES.copy(where), out, events -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw missing(id);
    }
  }

  private static ObjectNotFoundException missing(String id) {
    return new ObjectNotFoundException("event", id, "/audit", "the audit log");
  }
}
