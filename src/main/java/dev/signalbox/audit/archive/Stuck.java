package dev.signalbox.audit.archive;

import dev.signalbox.web.Attention;
import dev.signalbox.web.Section;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** That archiving does not go on waits for a person. */
@Component
class Stuck implements Attention {

  private final Archives archives;

  Stuck(Archives archives, MeterRegistry meters) {
    this.archives = archives;
    Gauge.builder("signalbox.audit.archive.failing", this, Stuck::waiting)
        .description("1 while closed months of the audit log cannot be archived")
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
  public int waiting() {
    return archives.works() ? 0 : 1;
  }

  @Override
  public String sentence(int waiting) {
    return "the audit log's closed months cannot be archived";
  }
}
