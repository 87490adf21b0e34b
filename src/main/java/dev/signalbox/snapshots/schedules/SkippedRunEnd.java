package dev.signalbox.snapshots.schedules;

import dev.signalbox.coordination.DatabaseLock;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Resumes schedules after a skipped run, on one instance at a time. Failures are retried. */
@Component
class SkippedRunEnd {

  private static final Logger log = LoggerFactory.getLogger(SkippedRunEnd.class);

  private final ScheduleSuspensionRepository suspensions;
  private final SchedulePause pause;
  private final DatabaseLock lock;
  private final Clock clock;

  SkippedRunEnd(
      ScheduleSuspensionRepository suspensions,
      SchedulePause pause,
      DatabaseLock lock,
      Clock clock) {
    this.suspensions = suspensions;
    this.pause = pause;
    this.lock = lock;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT15S")
  void resumeDue() {
    if (!suspensions.findByResumeAtLessThanEqualOrderByResumeAt(clock.instant()).isEmpty()) {
      lock.forEachExclusively(
          DatabaseLock.Name.SKIPPED_RUNS,
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
