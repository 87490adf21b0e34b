package dev.signalbox.audit;

import dev.signalbox.audit.OperationJournal.Operation;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where every change is written down, next to the line that makes it.
 *
 * <p>Actions are lower-case words with dots, the thing first: {@code user.suspended}.
 */
@Component
public class AuditLog {

  private final AuditEvents events;
  private final OperationJournal journal;
  private final CurrentActor actors;

  AuditLog(AuditEvents events, OperationJournal journal, CurrentActor actors) {
    this.events = events;
    this.journal = journal;
    this.actors = actors;
  }

  /** Writes a change of our own database in the same transaction: both happen or neither. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(String action, Target target, Map<String, ?> payload) {
    events.add(AuditEntry.now(action, actors.actor(), target, payload, true));
  }

  /**
   * The same for an act that may have failed without the world outside.
   *
   * @return the event as it stands in the log
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public NewEvent record(String action, Target target, boolean success, Map<String, ?> payload) {
    return events.add(AuditEntry.now(action, actors.actor(), target, payload, success));
  }

  /** The same where the actor is not the signed-in person, as at the door. */
  @Transactional
  public void record(
      Actor actor, String action, Target target, boolean success, Map<String, ?> payload) {
    events.add(AuditEntry.now(action, actor, target, payload, success));
  }

  /**
   * Acts on the outside world and writes exactly one event about it, of success or failure. The
   * intention is committed first; when even that fails the act is refused.
   */
  public <T> T recording(String action, Target target, Supplier<T> work) {
    Operation operation = journal.open(action, actors.actor(), target);
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      journal.close(
          operation, false, Map.of("outcome", "failed", "reason", String.valueOf(e.getMessage())));
      throw e;
    }
    journal.close(operation, true, Map.of("outcome", "done"));
    return result;
  }

  /** The same for an act without a result. */
  public void recording(String action, Target target, Runnable work) {
    recording(
        action,
        target,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }
}
