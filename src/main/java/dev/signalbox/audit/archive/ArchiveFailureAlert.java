package dev.signalbox.audit.archive;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reports failing archiving as an item that needs attention. */
@Component
class ArchiveFailureAlert implements AttentionSource {

  private final ArchiveRepository archives;

  ArchiveFailureAlert(ArchiveRepository archives, MeterRegistry meters) {
    this.archives = archives;
    Gauge.builder("signalbox.audit.archive.failing", this, alert -> alert.items().size())
        .description("1 while archiving of the audit log fails")
        .register(meters);
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
                    "/audit/archives"))
        .stream()
        .toList();
  }
}
