package dev.signalbox.audit;

import dev.signalbox.audit.OperationJournal.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records every change in the audit log.
 *
 * <p>Actions are lowercase words separated by dots, starting with the resource: {@code
 * user.suspended}.
 */
@Component
public class AuditLog {

  private final AuditEventWriter events;
  private final OperationJournal journal;
  private final CurrentActor actors;

  AuditLog(AuditEventWriter events, OperationJournal journal, CurrentActor actors) {
    this.events = events;
    this.journal = journal;
    this.actors = actors;
  }

  /** Records a change of the database of Signalbox, in the transaction of the change. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(String action, Target target, Map<String, ?> payload) {
    events.add(AuditEntry.now(action, actors.actor(), target, payload, true));
  }

  /**
   * Records an action with its outcome, in the caller's transaction.
   *
   * @return the event as written
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public NewEvent record(String action, Target target, boolean success, Map<String, ?> payload) {
    return events.add(AuditEntry.now(action, actors.actor(), target, payload, success));
  }

  /** Records an action of an actor other than the current user, such as a sign-in. */
  @Transactional
  public void record(
      Actor actor, String action, Target target, boolean success, Map<String, ?> payload) {
    events.add(AuditEntry.now(action, actor, target, payload, success));
  }

  /**
   * Runs an action on a remote system and records exactly one event with its outcome. The intention
   * is committed first; if that fails, the action does not run.
   */
  public <T> T recording(String action, Target target, Supplier<T> work) {
    return recording(action, target, Map.of(), work);
  }

  /**
   * Runs and records an action on a remote system.
   *
   * @param payload added to the outcome in the event
   */
  public <T> T recording(String action, Target target, Map<String, ?> payload, Supplier<T> work) {
    return recording(actors.actor(), action, target, payload, work);
  }

  /** Runs and records an action that an actor requested earlier, such as a rolling drain. */
  public <T> T recording(
      Actor actor, String action, Target target, Map<String, ?> payload, Supplier<T> work) {
    return recording(actor, action, target, payload, "", work);
  }

  /**
   * Runs and records an action that is retried automatically. A failure with the same message as
   * the last one is not recorded again.
   *
   * @param lastFailure the message of the last recorded failure, or empty
   */
  public <T> T recording(
      Actor actor,
      String action,
      Target target,
      Map<String, ?> payload,
      String lastFailure,
      Supplier<T> work) {
    Operation operation = journal.open(action, actor, target);
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      if (!lastFailure.isEmpty() && lastFailure.equals(e.getMessage())) {
        journal.discard(operation);
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

  /** Runs and records an action without a result. */
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
