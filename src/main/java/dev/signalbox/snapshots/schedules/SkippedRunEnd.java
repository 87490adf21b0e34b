package dev.signalbox.snapshots.schedules;

import dev.signalbox.coordination.AdvisoryLock;
import dev.signalbox.coordination.InstanceLock;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Resumes schedules after a skipped run, on one instance at a time. Failures are retried. */
@Component
class SkippedRunEnd {

  /** Id of the advisory lock; must differ from all other lock ids. */
  static final AdvisoryLock LOCK = new AdvisoryLock(0x5b01);

  private static final Logger log = LoggerFactory.getLogger(SkippedRunEnd.class);

  private final ScheduleSuspensionRepository suspensions;
  private final SchedulePause pause;
  private final InstanceLock instanceLock;
  private final Clock clock;

  SkippedRunEnd(
      ScheduleSuspensionRepository suspensions,
      SchedulePause pause,
      InstanceLock instanceLock,
      Clock clock) {
    this.suspensions = suspensions;
    this.pause = pause;
    this.instanceLock = instanceLock;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT15S")
  void resumeDue() {
    if (!suspensions.findByResumeAtLessThanEqualOrderByResumeAt(clock.instant()).isEmpty()) {
      instanceLock.forEachExclusively(
          LOCK,
          () -> suspensions.findByResumeAtLessThanEqualOrderByResumeAt(clock.instant()),
          this::resume);
    }
  }

  private void resume(ScheduleSuspension suspension) {
    try {
      ScheduleOutcome outcome = pause.resumeAfterSkip(suspension);
      log.info(
          "Skipped run of schedule {}: {}", suspension.name(), outcome.getClass().getSimpleName());
    } catch (RuntimeException e) {
      log.warn("Resuming schedule {} will be retried: {}", suspension.name(), e.getMessage());
      suspensions.setFailure(
          suspension.name(),
          suspension.suspendedAt(),
          Objects.requireNonNullElse(e.getMessage(), ""));
    }
  }
}
