package dev.signalbox.audit.search;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.search.EventSearch.Window;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Row;
import dev.signalbox.web.SummaryPanelSource;
import java.time.Clock;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Panel of the latest changes by users: no builds, sign-ins or downloads. */
@Component
@Order(100)
class RecentChangesPanel implements SummaryPanelSource {

  private static final int ROWS = 8;

  /** Reads a few rows of each action by the index, also if millions of builds are newer. */
  private static final EventConditions CONDITIONS =
      new EventConditions(
          List.of(new SqlCondition("system", "actor_id <> %s", Actor.SYSTEM.id())),
          new EventConditions.Keys("action", KnownActions.changes()),
          List.of(),
          false,
          false);

  private final EventSearch search;
  private final Clock clock;

  RecentChangesPanel(EventSearch search, Clock clock) {
    this.search = search;
    this.clock = clock;
  }

  @Override
  public Header header() {
    return new Header(
        "changes", "Recent changes", "audit", "View audit log", "/audit?source=signalbox");
  }

  @Override
  public boolean isOnWall() {
    return false;
  }

  @Override
  public SummaryPanel panel() {
    List<Row> rows =
        search.find(CONDITIONS, new Window(null, false, ROWS)).events().stream()
            .map(event -> AuditPage.Line.of(event, clock))
            .map(line -> new Row(line.outcome(), line.sentence(), null, line.at(), line.url()))
            .toList();
    return rows.isEmpty()
        ? SummaryPanel.empty("No changes yet. Changes by users are listed here.")
        : SummaryPanel.ofRows(rows);
  }
}
