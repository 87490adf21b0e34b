package dev.signalbox.audit.seal;

import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.RunningConsole;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;

/** Seals, publishes and verifies without waiting for the schedule. */
public final class IntegrityFixture {

  private final Sealer sealer;
  private final VerificationScheduler scheduler;
  private final CheckpointPublisher checkpoints;

  public IntegrityFixture(BeanFactory console) {
    this.sealer = console.getBean(Sealer.class);
    this.scheduler = console.getBean(VerificationScheduler.class);
    this.checkpoints = console.getBean(CheckpointPublisher.class);
  }

  public IntegrityFixture(RunningConsole console) {
    this.sealer = console.bean(Sealer.class);
    this.scheduler = console.bean(VerificationScheduler.class);
    this.checkpoints = console.bean(CheckpointPublisher.class);
  }

  /** Retries while the scheduled sealing holds the lock. */
  public void seal() {
    await()
        .until(
            () -> {
              sealer.sealAll();
              return scheduler.status().unsealed() == 0;
            });
  }

  /** Publishes a checkpoint of the newest seal. */
  public void publishCheckpoint() {
    checkpoints.publish();
  }

  /** Verifies the whole log. */
  public List<String> findings() {
    await().until(() -> scheduler.verify(true));
    return scheduler.status().firstFindings();
  }
}
