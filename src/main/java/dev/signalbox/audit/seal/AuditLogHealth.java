package dev.signalbox.audit.seal;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports the integrity of the audit log, and its findings as an item that needs attention. */
@Component
@Order(60)
class AuditLogHealth implements HealthSource, AttentionSource {

  private final VerificationScheduler scheduler;
  private final Clock clock;

  AuditLogHealth(VerificationScheduler scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "Audit log";
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
    IntegrityStatus status = scheduler.status();
    return new SummaryPanel.Row(
        IntegrityPage.of(status, clock).state(),
        name(),
        status.verifiedUpTo() == null ? "first check within minutes of startup" : "verified up to",
        TimestampView.ofNullable(status.verifiedUpTo(), clock),
        "/audit/integrity");
  }

  @Override
  public List<AttentionItem> items() {
    int findings = scheduler.findings();
    return findings == 0
        ? List.of()
        : List.of(
            AttentionItem.ofSystem(
                "Violated",
                "Audit log integrity violated",
                (findings == 1
                        ? "1 audit log integrity finding"
                        : "%,d audit log integrity findings".formatted(findings))
                    + ": events were changed or removed outside Signalbox.",
                "Keep the database as it is, and find out who could change it.",
                "/audit/integrity"));
  }
}
