package dev.signalbox.accounts.tokens;

import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All tokens as the list's address asks for them, the newest first, paged by key. */
@Component
class EverybodysTokens {

  static final int PAGE = 50;

  private final JdbcClient database;
  private final Clock clock;

  EverybodysTokens(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  PageOf<IssuedToken> page(ListUrl url) {
    boolean back = !url.value("before").isEmpty();
    @Nullable Place place = Place.read(url.value(back ? "before" : "after"));
    List<IssuedToken> rows =
        database
            .sql(
                TokenRows.ISSUED
                    + " where (:live::boolean is null or ("
                    + TokenRows.LIVE
                    + ") = :live) and (:words::text is null or a.words like :words)"
                    + " and (:at::timestamptz is null or (t.created_at, t.id) "
                    + (back ? ">" : "<")
                    + " (:at::timestamptz, :id::uuid)) order by "
                    + (back ? "t.created_at, t.id" : "t.created_at desc, t.id desc")
                    + " limit :limit")
            .param("now", TokenRows.utc(clock.instant()))
            .param("live", live(url))
            .param("words", contains(url.value("q")))
            .param("at", place == null ? null : place.at().toString())
            .param("id", place == null ? null : place.id().toString())
            .param("limit", PAGE + 1)
            .query(TokenRows::issued)
            .list();
    boolean more = rows.size() > PAGE;
    List<IssuedToken> shown = more ? rows.subList(0, PAGE) : rows;
    List<IssuedToken> inOrder = back ? shown.reversed() : shown;
    boolean hasPrevious = back ? more : place != null;
    boolean hasNext = back || more;
    return new PageOf<>(
        inOrder,
        hasPrevious && !inOrder.isEmpty()
            ? url.at("before", Place.of(inOrder.getFirst())).toString()
            : null,
        hasNext && !inOrder.isEmpty()
            ? url.at("after", Place.of(inOrder.getLast())).toString()
            : null);
  }

  long count(boolean live) {
    return database
        .sql(
            "select count(*) from api_token t join account a on a.id = t.account_id where ("
                + TokenRows.LIVE
                + ") = :live")
        .param("now", TokenRows.utc(clock.instant()))
        .param("live", live)
        .query(Long.class)
        .single();
  }

  private static @Nullable Boolean live(ListUrl url) {
    return switch (url.value("state")) {
      case "live" -> Boolean.TRUE;
      case "ended" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable String contains(String words) {
    return words.isBlank()
        ? null
        : "%" + words.trim().toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
  }

  /** A place between two rows. */
  private record Place(Instant at, UUID id) {

    static String of(IssuedToken token) {
      return token.createdAt() + "~" + token.id();
    }

    static @Nullable Place read(String text) {
      int tilde = text.lastIndexOf('~');
      if (tilde < 0) {
        return null;
      }
      try {
        return new Place(
            Instant.parse(text.substring(0, tilde)), UUID.fromString(text.substring(tilde + 1)));
      } catch (DateTimeException | IllegalArgumentException e) {
        return null;
      }
    }
  }
}
