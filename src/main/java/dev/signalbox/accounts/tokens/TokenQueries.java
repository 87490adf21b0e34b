package dev.signalbox.accounts.tokens;

import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.SearchWords;
import dev.signalbox.web.StorableTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Queries all users' tokens, newest first, with keyset pagination. SQL, because of the row
 * comparison of keyset pagination and the text search.
 */
@Component
class TokenQueries {

  static final int PAGE_SIZE = 50;

  static final ListParameters PARAMETERS =
      ListParameters.ofTexts("q").choice("state", List.of("live", "ended"));

  private final JdbcClient database;
  private final Clock clock;

  TokenQueries(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Returns a page of tokens; none if the filter is unreadable. */
  ListPage<IssuedToken> page(ListUrl url) {
    if (url.isInvalid()) {
      return new ListPage<>(List.of(), null, null);
    }
    boolean backward = !url.value("before").isEmpty();
    @Nullable TokenPosition position = TokenPosition.read(url.value(backward ? "before" : "after"));
    SearchWords searchWords = SearchWords.of(url.value("q"));
    Map<String, Object> parameters = new HashMap<>();
    String condition =
        searchWords.isEmpty() ? "" : " and " + searchWords.condition("a.words", parameters);
    List<IssuedToken> rows =
        database
            .sql(
                TokenRowMapper.ISSUED
                    + " where (:live::boolean is null or ("
                    + TokenRowMapper.LIVE
                    + ") = :live)"
                    + condition
                    + " and (:at::timestamptz is null or (t.created_at, t.id) "
                    + (backward ? ">" : "<")
                    + " (:at::timestamptz, :id::uuid)) order by "
                    + (backward ? "t.created_at, t.id" : "t.created_at desc, t.id desc")
                    + " limit :limit")
            .param("now", DatabaseTime.utc(clock.instant()))
            .param("live", activeFilter(url))
            .params(parameters)
            .param("at", position == null ? null : position.at().toString())
            .param("id", position == null ? null : position.id().toString())
            .param("limit", PAGE_SIZE + 1)
            .query(TokenRowMapper::issued)
            .list();
    boolean more = rows.size() > PAGE_SIZE;
    List<IssuedToken> shown = more ? rows.subList(0, PAGE_SIZE) : rows;
    List<IssuedToken> inOrder = backward ? shown.reversed() : shown;
    boolean hasPrevious = backward ? more : position != null;
    boolean hasNext = backward || more;
    return new ListPage<>(
        inOrder,
        hasPrevious && !inOrder.isEmpty()
            ? url.at("before", TokenPosition.of(inOrder.getFirst())).toString()
            : null,
        hasNext && !inOrder.isEmpty()
            ? url.at("after", TokenPosition.of(inOrder.getLast())).toString()
            : null);
  }

  long count(boolean live) {
    return database
        .sql(
            "select count(*) from api_token t join account a on a.id = t.account_id where ("
                + TokenRowMapper.LIVE
                + ") = :live")
        .param("now", DatabaseTime.utc(clock.instant()))
        .param("live", live)
        .query(Long.class)
        .single();
  }

  private static @Nullable Boolean activeFilter(ListUrl url) {
    return switch (PARAMETERS.require(url).value("state")) {
      case "live" -> Boolean.TRUE;
      case "ended" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** A position in the list: the sort key of a row. */
  private record TokenPosition(Instant at, UUID id) {

    static String of(IssuedToken token) {
      return token.createdAt() + "~" + token.id();
    }

    static @Nullable TokenPosition read(String text) {
      int tilde = text.lastIndexOf('~');
      if (tilde < 0) {
        return null;
      }
      try {
        return new TokenPosition(
            StorableTime.parse(text.substring(0, tilde)),
            UUID.fromString(text.substring(tilde + 1)));
      } catch (DateTimeException | IllegalArgumentException e) {
        return null;
      }
    }
  }
}
