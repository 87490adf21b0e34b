package dev.signalbox.clients;

import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import java.util.List;

/**
 * Pagination of a list in memory. A cursor consists of a row number and the client id of that row.
 * The id is looked up first, so that the page follows a row that moved; the number is the fallback.
 */
final class ClientPagination {

  static final int PAGE = 50;

  private ClientPagination() {}

  static ListPage<ClientEntry> of(List<ClientEntry> lines, ListUrl url) {
    int from = start(lines, url);
    int to = Math.min(lines.size(), from + PAGE);
    return new ListPage<>(
        lines.subList(from, to),
        from > 0 ? url.at("before", cursor(lines, from)).toString() : null,
        to < lines.size() ? url.at("after", cursor(lines, to - 1)).toString() : null);
  }

  private static int start(List<ClientEntry> lines, ListUrl url) {
    if (!url.value("before").isEmpty()) {
      return Math.max(0, row(lines, url.value("before")) - PAGE);
    }
    if (url.value("after").isEmpty()) {
      return 0;
    }
    int after = row(lines, url.value("after")) + 1;
    // the list may have become shorter; show its last page
    return after < lines.size() ? after : Math.max(0, lines.size() - PAGE);
  }

  private static String cursor(List<ClientEntry> lines, int row) {
    return row + "~" + lines.get(row).client().id();
  }

  private static int row(List<ClientEntry> lines, String cursor) {
    int tilde = cursor.indexOf('~');
    String id = cursor.substring(tilde + 1);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).client().id().equals(id)) {
        return i;
      }
    }
    String row = cursor.substring(0, Math.max(0, tilde));
    return row.matches("\\d{1,7}") ? Math.min(lines.size(), Integer.parseInt(row)) : 0;
  }
}
