package dev.signalbox.audit.seal;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reports integrity findings as an item that needs attention. */
@Component
class TamperAlert implements AttentionSource {

  private final VerificationScheduler scheduler;

  TamperAlert(VerificationScheduler scheduler) {
    this.scheduler = scheduler;
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
