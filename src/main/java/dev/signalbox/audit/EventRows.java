package dev.signalbox.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes events into the log's table by COPY, in PostgreSQL's text form: a row a line, tabs between
 * the columns. No other way is as fast, and the rows go through the same checks.
 */
final class EventRows {

  private static final String COPY =
      """
      copy audit_event (occurred_at, id, batch, version, success, occurred, action, actor_id,
        actor_name, target_type, target_id, target_name, request_id, actor, target, payload,
        metadata, scope, request, mac) from stdin\
      """;

  /** As much as goes to the database at once. */
  private static final int PIECE = 1 << 16;

  private final RowMacs macs;
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream(2 * PIECE);

  EventRows(RowMacs macs) {
    this.macs = macs;
  }

  /** Adds the events as rows of a batch, in the caller's transaction. */
  void copy(Connection connection, long batch, List<NewEvent> events) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      for (NewEvent event : events) {
        row(batch, event);
        if (piece.size() >= PIECE) {
          send(copy);
        }
      }
      send(copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void send(CopyIn copy) throws SQLException {
    byte[] bytes = piece.toByteArray();
    copy.writeToCopy(bytes, 0, bytes.length);
    piece.reset();
  }

  private void row(long batch, NewEvent event) {
    plain(event.at().toString());
    plain(event.id().toString());
    plain(Long.toString(batch));
    plain(Integer.toString(event.version()));
    plain(event.success() ? "t" : "f");
    plain(event.occurred());
    text(event.action());
    text(event.keys().actorId());
    text(event.keys().actorName());
    text(event.keys().targetType());
    text(event.keys().targetId());
    text(event.keys().targetName());
    text(event.keys().requestId());
    text(event.json().actor());
    text(event.json().target());
    text(event.json().payload());
    text(event.json().metadata());
    text(event.json().scope());
    text(event.json().request());
    // a backslash is written twice
    piece.writeBytes(
        ("\\\\x" + HexFormat.of().formatHex(macs.of(event)) + "\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** A value that cannot hold anything to be escaped. */
  private void plain(String value) {
    piece.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    piece.write('\t');
  }

  private void text(@Nullable String value) {
    if (value == null) {
      piece.write('\\');
      piece.write('N');
      piece.write('\t');
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      int escape =
          switch (bytes[at]) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> 0;
          };
      if (escape != 0) {
        piece.write(bytes, from, at - from);
        piece.write('\\');
        piece.write(escape);
        from = at + 1;
      }
    }
    piece.write(bytes, from, bytes.length - from);
    piece.write('\t');
  }
}
