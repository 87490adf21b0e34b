package dev.signalbox.audit.seal;

import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
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
  public String url() {
    return "/audit/integrity";
  }

  @Override
  public String topic() {
    return "audit";
  }

  @Override
  public int count() {
    return scheduler.findings();
  }

  @Override
  public String sentence(int waiting) {
    return waiting == 1
        ? "1 audit log integrity finding"
        : "%,d audit log integrity findings".formatted(waiting);
  }
}
