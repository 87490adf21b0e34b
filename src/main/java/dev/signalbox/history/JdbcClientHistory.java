package dev.signalbox.history;

import dev.signalbox.nomad.ClientHistory;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events of a client from the database. SQL, because events are paged by time and the
 * hash of their message.
 */
@Component
class JdbcClientHistory implements ClientHistory {

  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private final JdbcClient database;
  private final JsonMapper json;

  JdbcClientHistory(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public List<PastEvent> eventsOf(String clientId, @Nullable Cursor from, int limit) {
    return database
        .sql(
            """
            select at, client_name, subsystem, message, details::text as details
            from nomad_client_event
            where client_id = :client and (:from::timestamptz is null or at <= :from)
            order by at desc, subsystem, md5(message) limit :limit offset :skip
            """)
        .param("client", HistoryExtractor.truncateName(clientId))
        .param(
            "from",
            from == null ? null : OffsetDateTime.ofInstant(from.at(), ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("skip", from == null ? 0 : from.skip())
        .param("limit", limit)
        .query(
            (row, number) ->
                new PastEvent(
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("client_name"),
                    row.getString("subsystem"),
                    row.getString("message"),
                    json.readValue(row.getString("details"), DETAILS)))
        .list();
  }
}
