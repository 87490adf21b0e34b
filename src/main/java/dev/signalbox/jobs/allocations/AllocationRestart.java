package dev.signalbox.jobs.allocations;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ConnectionLimits;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.TimestampView;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Restarts the tasks of an allocation on the same client. Nomad responds when the tasks have
 * stopped, which takes up to their kill timeout; a page waits only {@link #MAX_WAIT}, and the
 * outcome is recorded in the audit log when it is known.
 */
@Component
class AllocationRestart {

  /** Maximum time for which a page waits for the outcome. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(3);

  /** How long the failure of a restart is shown on the page of the allocation. */
  private static final Duration FAILURE_SHOWN = Duration.ofHours(1);

  /** Each restart uses a connection until its tasks have stopped; other requests need some, too. */
  private static final int MAX_UNDER_WAY = ConnectionLimits.REQUESTS / 3;

  private static final String UNKNOWN = "internal error, so its outcome is unknown";

  private static final Logger log = LoggerFactory.getLogger(AllocationRestart.class);

  private final NomadCommands commands;
  private final AuditLog audit;
  private final DeniedCapabilities denied;
  private final CurrentActor actors;
  private final Clock clock;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Restart> restarts = new ConcurrentHashMap<>();

  AllocationRestart(
      NomadCommands commands,
      AuditLog audit,
      DeniedCapabilities denied,
      CurrentActor actors,
      Clock clock) {
    this.commands = commands;
    this.audit = audit;
    this.denied = denied;
    this.actors = actors;
    this.clock = clock;
  }

  /**
   * Restarts one task or all running tasks.
   *
   * @param name the name of the job
   * @param task task name, or null for all running tasks
   * @throws RemoteSystemException if Nomad fails, or too many restarts are under way
   */
  AllocationActionOutcome restart(Allocation allocation, String name, @Nullable String task) {
    if (allocation.isTerminal()) {
      return new AllocationActionOutcome.AlreadyEnded();
    }
    if (isUnderWay(restarts.get(allocation.id()))) {
      return new AllocationActionOutcome.UnderWay();
    }
    if (restarts.values().stream().filter(AllocationRestart::isUnderWay).count() >= MAX_UNDER_WAY) {
      throw new RemoteSystemException.Conflict(
          RemoteSystem.NOMAD,
          "restart the allocation " + allocation.shortId(),
          MAX_UNDER_WAY + " restarts are under way",
          "Wait until one of them has ended.",
          null);
    }
    Actor actor = actors.actor();
    Restart restart = new Restart(clock.instant(), null);
    restarts.values().removeIf(this::isExpired);
    restarts.put(allocation.id(), restart);
    Future<Long> index = executor.submit(() -> run(actor, allocation, name, task, restart));
    try {
      return new AllocationActionOutcome.Done(
          index.get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new AllocationActionOutcome.UnderWay();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AllocationActionOutcome.UnderWay();
    } catch (ExecutionException e) {
      // reported by this response
      restarts.remove(allocation.id());
      if (e.getCause() instanceof RemoteSystemException.NotFound missing) {
        return new AllocationActionOutcome.AlreadyGone(missing.response());
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private static boolean isUnderWay(@Nullable Restart restart) {
    return restart != null && restart.failure() == null;
  }

  private long run(
      Actor actor, Allocation allocation, String name, @Nullable String task, Restart restart) {
    try {
      long index =
          audit.recording(
              actor,
              "nomad.allocation.restarted",
              AllocationStop.target(allocation, name),
              Map.of("task", task == null ? "all" : task, "client", allocation.clientName()),
              () ->
                  denied.observe(
                      DeniedCapabilities.ALLOC_LIFECYCLE,
                      allocation.job().namespace(),
                      () -> commands.restartAllocation(allocation.id(), task)));
      restarts.remove(allocation.id(), restart);
      return index;
    } catch (RemoteSystemException e) {
      log.info("Allocation {} was not restarted: {}", allocation.id(), e.getMessage());
      restarts.replace(allocation.id(), restart, new Restart(restart.at(), e.response()));
      throw e;
    } catch (RuntimeException e) {
      log.warn("The outcome of the restart of {} is unknown.", allocation.id(), e);
      restarts.replace(allocation.id(), restart, new Restart(restart.at(), UNKNOWN));
      throw e;
    }
  }

  /** Returns the state of a restart on this instance that is under way or has failed recently. */
  Optional<String> state(String allocationId) {
    return Optional.ofNullable(restarts.get(allocationId))
        .filter(one -> !isExpired(one))
        .map(Restart::describe);
  }

  private boolean isExpired(Restart restart) {
    return restart.failure() != null && restart.at().plus(FAILURE_SHOWN).isBefore(clock.instant());
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  /**
   * A restart.
   *
   * @param failure Nomad's response, or null while it is under way
   */
  private record Restart(Instant at, @Nullable String failure) {

    String describe() {
      String since = TimestampView.timeOfDay(at);
      return failure == null
          ? "Under way since "
              + since
              + ". Nomad waits for the task to stop, up to its kill timeout."
          : "Requested at " + since + ", failed: " + failure;
    }
  }
}
