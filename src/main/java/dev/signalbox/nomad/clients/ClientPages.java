package dev.signalbox.nomad.clients;

import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import java.util.List;

/**
 * Pages of a list that is whole in memory. A place is the number of a row and whose it is: the row
 * is looked for first, so that one that moved takes the page along.
 */
final class ClientPages {

  static final int PAGE = 50;

  private ClientPages() {}

  static PageOf<ClientLine> of(List<ClientLine> lines, ListUrl url) {
    int from = start(lines, url);
    int to = Math.min(lines.size(), from + PAGE);
    return new PageOf<>(
        lines.subList(from, to),
        from > 0 ? url.at("before", place(lines, from)).toString() : null,
        to < lines.size() ? url.at("after", place(lines, to - 1)).toString() : null);
  }

  private static int start(List<ClientLine> lines, ListUrl url) {
    if (!url.value("before").isEmpty()) {
      return Math.max(0, row(lines, url.value("before")) - PAGE);
    }
    if (url.value("after").isEmpty()) {
      return 0;
    }
    int after = row(lines, url.value("after")) + 1;
    // a list that became shorter still has a last page
    return after < lines.size() ? after : Math.max(0, lines.size() - PAGE);
  }

  private static String place(List<ClientLine> lines, int row) {
    return row + "~" + lines.get(row).client().id();
  }

  private static int row(List<ClientLine> lines, String place) {
    int tilde = place.indexOf('~');
    String id = place.substring(tilde + 1);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).client().id().equals(id)) {
        return i;
      }
    }
    return tilde > 0 && tilde < 8 && place.substring(0, tilde).chars().allMatch(ClientPages::digit)
        ? Math.min(lines.size(), Integer.parseInt(place.substring(0, tilde)))
        : 0;
  }

  private static boolean digit(int letter) {
    return letter >= '0' && letter <= '9';
  }
}
