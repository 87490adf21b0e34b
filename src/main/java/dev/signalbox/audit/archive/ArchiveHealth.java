package dev.signalbox.audit.archive;

import dev.signalbox.storage.ObjectStore;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reports whether months of the audit log can be archived, and a failure as an item that needs
 * attention.
 */
@Component
@Order(70)
class ArchiveHealth implements HealthSource, AttentionSource {

  private static final String URL = "/audit/archives";

  private final ArchiveRepository archives;
  private final Optional<ObjectStore> store;
  private final Clock clock;

  ArchiveHealth(
      ArchiveRepository archives, Optional<ObjectStore> store, MeterRegistry meters, Clock clock) {
    this.archives = archives;
    this.store = store;
    this.clock = clock;
    Gauge.builder("signalbox.audit.archive.failing", this, health -> health.items().size())
        .description("1 while archiving of the audit log fails")
        .register(meters);
  }

  @Override
  public String name() {
    return "Archive storage";
  }

  @Override
  public Section section() {
    return Section.AUDIT;
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

  @Override
  public List<AttentionItem> items() {
    return archives
        .failure()
        .map(
            failure ->
                AttentionItem.ofSystem(
                    "Failing",
                    "Audit log archiving has failed since "
                        + TimestampView.timeOfDay(failure.since()),
                    "Old events stay in the database. Tried to "
                        + failure.tried()
                        + ". It said: "
                        + failure.response(),
                    failure.advice(),
                    URL))
        .stream()
        .toList();
  }
}
