package dev.signalbox.audit.archive;

import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Reports failing archiving as an item that needs attention. */
@Component
class ArchiveFailureAlert implements AttentionSource {

  private final ArchiveRepository archives;

  ArchiveFailureAlert(ArchiveRepository archives, MeterRegistry meters) {
    this.archives = archives;
    Gauge.builder("signalbox.audit.archive.failing", this, ArchiveFailureAlert::count)
        .description("1 while archiving of the audit log fails")
        .register(meters);
  }

  @Override
  public Section section() {
    return Section.AUDIT;
  }

  @Override
  public String url() {
    return "/audit/archives";
  }

  @Override
  public String topic() {
    return "audit";
  }

  @Override
  public int count() {
    return archives.isWorking() ? 0 : 1;
  }

  @Override
  public String sentence(int waiting) {
    return "Audit log archiving is failing";
  }
}
