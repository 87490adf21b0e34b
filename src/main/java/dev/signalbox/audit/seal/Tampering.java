package dev.signalbox.audit.seal;

import dev.signalbox.web.Attention;
import dev.signalbox.web.Section;
import org.springframework.stereotype.Component;

/** That something in the log is not as it came waits for a person. */
@Component
class Tampering implements Attention {

  private final Watch watch;

  Tampering(Watch watch) {
    this.watch = watch;
  }

  @Override
  public Section section() {
    return Section.AUDIT;
  }

  @Override
  public String url() {
    return "/audit/trust";
  }

  @Override
  public String topic() {
    return "audit";
  }

  @Override
  public int waiting() {
    return watch.findings();
  }

  @Override
  public String sentence(int waiting) {
    return waiting == 1
        ? "1 thing in the audit log is not as it came"
        : "%,d things in the audit log are not as they came".formatted(waiting);
  }
}
