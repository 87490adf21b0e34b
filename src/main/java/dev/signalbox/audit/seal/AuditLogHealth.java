package dev.signalbox.audit.seal;

import dev.signalbox.web.HealthSource;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports the integrity of the audit log. */
@Component
@Order(60)
class AuditLogHealth implements HealthSource {

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
}
