package dev.signalbox.audit.archive;

import dev.signalbox.storage.ObjectStore;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports whether months of the audit log can be archived. */
@Component
@Order(70)
class ArchiveHealth implements HealthSource {

  private static final String URL = "/audit/archives";

  private final ArchiveRepository archives;
  private final Optional<ObjectStore> store;
  private final Clock clock;

  ArchiveHealth(ArchiveRepository archives, Optional<ObjectStore> store, Clock clock) {
    this.archives = archives;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "Archive storage";
  }

  @Override
  public String topic() {
    return "audit";
  }

  @Override
  public SummaryPanel.Row health() {
    if (store.isEmpty()) {
      return new SummaryPanel.Row(
          StatusLabel.off("Not configured"), name(), "all events stay in the database", null, URL);
    }
    return archives
        .failure()
        .map(
            failure ->
                new SummaryPanel.Row(
                    StatusLabel.bad("Failing"),
                    name(),
                    failure.response(),
                    TimestampView.of(failure.since(), clock),
                    URL))
        .orElseGet(() -> new SummaryPanel.Row(StatusLabel.ok("Working"), name(), null, null, URL));
  }
}
