package dev.signalbox.coordination;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Converts times from and to {@code timestamptz}: the driver supports no {@link Instant}. */
public final class DatabaseTime {

  private DatabaseTime() {}

  /** Returns the parameter of a statement. */
  public static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** Returns the value of a column that is not null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Returns the value of a column, or null. */
  public static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
