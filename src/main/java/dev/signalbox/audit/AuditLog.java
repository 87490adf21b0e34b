package dev.signalbox.audit;

import dev.signalbox.audit.OperationJournal.Operation;
import java.util.HashMap;
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
    return recording(action, target, Map.of(), work);
  }

  /**
   * The same with what there is to tell of the act.
   *
   * @param payload stands in the event beside the outcome
   */
  public <T> T recording(String action, Target target, Map<String, ?> payload, Supplier<T> work) {
    return recording(actors.actor(), action, target, payload, work);
  }

  /** The same where somebody asked for it some time ago, as for a step of a plan. */
  public <T> T recording(
      Actor actor, String action, Target target, Map<String, ?> payload, Supplier<T> work) {
    return recording(actor, action, target, payload, "", work);
  }

  /**
   * The same for what is tried by itself until it works: the same failure over and over is one
   * event.
   *
   * @param told the message of the failure that the last event tells of, or empty
   */
  public <T> T recording(
      Actor actor,
      String action,
      Target target,
      Map<String, ?> payload,
      String told,
      Supplier<T> work) {
    Operation operation = journal.open(action, actor, target);
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      if (!told.isEmpty() && told.equals(e.getMessage())) {
        journal.withdraw(operation);
        throw e;
      }
      journal.close(
          operation,
          false,
          with(payload, Map.of("outcome", "failed", "failure", String.valueOf(e.getMessage()))));
      throw e;
    }
    journal.close(operation, true, with(payload, Map.of("outcome", "done")));
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

  private static Map<String, ?> with(Map<String, ?> payload, Map<String, String> outcome) {
    Map<String, Object> both = new HashMap<>(payload);
    both.putAll(outcome);
    return both;
  }
}
