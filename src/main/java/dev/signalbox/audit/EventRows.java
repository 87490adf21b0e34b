package dev.signalbox.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
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
  private byte[] piece = new byte[2 * PIECE];
  private int filled;

  EventRows(RowMacs macs) {
    this.macs = macs;
  }

  /** Adds the events as rows of a batch, in the caller's transaction. */
  void copy(Connection connection, long batch, List<NewEvent> events) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      for (NewEvent event : events) {
        row(batch, event);
        if (filled >= PIECE) {
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
    copy.writeToCopy(piece, 0, filled);
    filled = 0;
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
    ascii("\\\\x");
    ascii(HexFormat.of().formatHex(macs.of(event)));
    piece[filled++] = '\n';
  }

  /** A value that cannot hold anything to be escaped. */
  private void plain(String value) {
    ascii(value);
    piece[filled++] = '\t';
  }

  private void ascii(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    room(bytes.length);
    System.arraycopy(bytes, 0, piece, filled, bytes.length);
    filled += bytes.length;
  }

  private void text(@Nullable String value) {
    if (value == null) {
      plain("\\N");
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    // twice as long at most, where every byte is escaped
    room(2 * bytes.length);
    byte[] to = piece;
    int at = filled;
    for (byte one : bytes) {
      switch (one) {
        case '\\' -> {
          to[at++] = '\\';
          to[at++] = '\\';
        }
        case '\t' -> {
          to[at++] = '\\';
          to[at++] = 't';
        }
        case '\n' -> {
          to[at++] = '\\';
          to[at++] = 'n';
        }
        case '\r' -> {
          to[at++] = '\\';
          to[at++] = 'r';
        }
        default -> to[at++] = one;
      }
    }
    to[at++] = '\t';
    filled = at;
  }

  /** Makes room for so many bytes and the end of a column. */
  private void room(int bytes) {
    if (piece.length - filled <= bytes) {
      piece = Arrays.copyOf(piece, Math.max(2 * piece.length, filled + bytes + 1));
    }
  }
}
