package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.StoredAllocation.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Simulates the clients: starts allocations, runs small scripts and reports exit codes. */
final class AllocationRunner {

  /** Decides how an allocation that has started continues. */
  interface StartHandler {
    /** Returns true if the handler controls the allocation; false runs its script. */
    boolean onStart(String allocId, StoredJob job);
  }

  private final ServerState state;
  private final Set<String> ignoringInterrupts = ConcurrentHashMap.newKeySet();
  private @Nullable StartHandler startHandler;
  private EndListener endListener = allocId -> {};

  /** Called when an allocation has ended. */
  interface EndListener {
    void onEnd(StoredAllocation alloc);
  }

  AllocationRunner(ServerState state) {
    this.state = state;
  }

  void onEnd(EndListener listener) {
    endListener = listener;
  }

  void setStartHandler(@Nullable StartHandler newHandler) {
    startHandler = newHandler;
  }

  /** Starts a new allocation; it is running immediately. */
  void start(StoredAllocation placed) {
    Instant now = state.now();
    state.apply(
        "AllocationUpdated",
        entry -> {
          StoredAllocation alloc = state.existingAlloc(placed.id).copy();
          alloc.status = "running";
          alloc.statusDescription = "Tasks are running";
          Map<String, StoredAllocation.TaskState> tasks = new TreeMap<>();
          for (StoredJob.TaskSpec task : alloc.specs) {
            tasks.put(
                task.name(),
                new StoredAllocation.TaskState("running", false, 0, now, null, List.of())
                    .with(
                        "running",
                        TaskEvent.of("Received", "Task received by client", now),
                        TaskEvent.of("Task Setup", "Building Task Directory", now),
                        TaskEvent.of("Started", "Task started by client", now)));
          }
          alloc.tasks = tasks;
          entry.put(alloc);
        });
    StoredJob job = state.jobs.get(placed.job);
    for (StoredJob.TaskSpec task : placed.specs) {
      for (String stream : List.of("stdout", "stderr")) {
        state.logs.append(new TaskLogStore.LogKey(placed.id, task.name(), stream), new byte[0]);
      }
    }
    if (job == null || (startHandler != null && startHandler.onStart(placed.id, job))) {
      return;
    }
    for (StoredJob.TaskSpec task : placed.specs) {
      @Nullable String script = script(task.config());
      if (script != null) {
        runSteps(placed.id, task.name(), ShellScript.parse(script), 0);
      }
    }
  }

  /** Stops an allocation: sends an interrupt and kills it after the kill timeout. */
  void stop(StoredAllocation stopped) {
    @Nullable StoredAllocation alloc = state.allocs.get(stopped.id);
    if (alloc == null || alloc.isClientTerminal()) {
      return;
    }
    long timeout = alloc.specs.stream().mapToLong(StoredJob.TaskSpec::killTimeout).max().orElse(0);
    Instant now = state.now();
    String seconds = Duration.ofNanos(timeout).toSeconds() + "s";
    state.apply(
        "AllocationUpdated",
        entry -> {
          StoredAllocation killing = state.existingAlloc(stopped.id).copy();
          TaskEvent event =
              new TaskEvent(
                  "Killing",
                  "Sent interrupt. Waiting " + seconds + " before force killing",
                  Map.of("kill_timeout", seconds),
                  now,
                  0,
                  0,
                  false);
          entry.put(killing.tasks(task -> task.with(task.state(), event)));
        });
    Instant killAt = now.plusNanos(timeout);
    state.schedule(killAt, () -> kill(stopped.id));
    if (timeout == 0) {
      state.tick();
    }
  }

  private void kill(String allocId) {
    @Nullable StoredAllocation alloc = state.allocs.get(allocId);
    if (alloc == null || alloc.isClientTerminal()) {
      return;
    }
    Instant now = state.now();
    end(
        allocId,
        "complete",
        "All tasks have completed",
        task ->
            task.with(
                    "dead",
                    TaskEvent.terminated(137, 9, false, now),
                    TaskEvent.of("Killed", "Task successfully killed", now))
                .finished(false, now));
  }

  /** Ends all tasks of an allocation with an exit code. */
  void finish(String allocId, int exitCode, boolean outOfMemory) {
    Instant now = state.now();
    if (exitCode == 0) {
      end(
          allocId,
          "complete",
          "All tasks have completed",
          task -> task.with("dead", TaskEvent.terminated(0, 0, false, now)).finished(false, now));
      return;
    }
    TaskEvent notRestarting =
        new TaskEvent(
            "Not Restarting",
            "Policy allows no restarts",
            Map.of("restart_reason", "Policy allows no restarts", "fails_task", "true"),
            now,
            0,
            0,
            true);
    int signal = outOfMemory ? 9 : 0;
    end(
        allocId,
        "failed",
        "Failed tasks",
        task ->
            task.with(
                    "dead", TaskEvent.terminated(exitCode, signal, outOfMemory, now), notRestarting)
                .finished(true, now));
  }

  /** Forgets which allocations ignore interrupts: the next fixture uses the same ids. */
  void reset() {
    ignoringInterrupts.clear();
  }

  /** Lets the tasks of an allocation ignore interrupts, so that they run until they are killed. */
  void ignoreInterrupts(String allocId) {
    ignoringInterrupts.add(allocId);
  }

  /**
   * Restarts tasks.
   *
   * @param restarted called when the tasks run again
   */
  void restart(String allocId, @Nullable String task, Runnable restarted) {
    if (!ignoringInterrupts.contains(allocId)) {
      restart(allocId, task);
      restarted.run();
      return;
    }
    long timeout =
        state.existingAlloc(allocId).specs.stream()
            .mapToLong(StoredJob.TaskSpec::killTimeout)
            .max()
            .orElse(0);
    state.schedule(
        state.now().plusNanos(timeout),
        () -> {
          restart(allocId, task);
          restarted.run();
        });
  }

  private void restart(String allocId, @Nullable String task) {
    Instant now = state.now();
    state.apply(
        "AllocationUpdated",
        entry -> {
          StoredAllocation alloc = state.existingAlloc(allocId).copy();
          Map<String, StoredAllocation.TaskState> tasks = new TreeMap<>(alloc.tasks);
          tasks.replaceAll(
              (name, one) ->
                  task != null && !task.equals(name)
                      ? one
                      : one.restarted()
                          .started(now)
                          .with(
                              "running",
                              TaskEvent.of(
                                  "Restart Signaled", "User requested task to restart", now),
                              TaskEvent.terminated(130, 2, false, now),
                              TaskEvent.of("Restarting", "Task restarting in 0s", now),
                              TaskEvent.of("Started", "Task started by client", now)));
          alloc.tasks = tasks;
          entry.put(alloc);
        });
  }

  void signal(String allocId, String signal) {
    Instant now = state.now();
    state.apply(
        "AllocationUpdated",
        entry -> {
          StoredAllocation alloc = state.existingAlloc(allocId).copy();
          TaskEvent event = TaskEvent.of("Signaling", "Task being sent signal " + signal, now);
          entry.put(alloc.tasks(task -> task.with(task.state(), event)));
        });
  }

  void write(String allocId, String task, String stream, String text) {
    state.logs.append(
        new TaskLogStore.LogKey(allocId, task, stream), text.getBytes(StandardCharsets.UTF_8));
  }

  private void end(
      String allocId,
      String status,
      String description,
      UnaryOperator<StoredAllocation.TaskState> change) {
    @Nullable StoredAllocation before = state.allocs.get(allocId);
    if (before == null || before.isClientTerminal()) {
      return;
    }
    state.apply(
        "AllocationUpdated",
        entry -> {
          StoredAllocation alloc = before.copy().tasks(change);
          alloc.status = status;
          alloc.statusDescription = description;
          entry.put(alloc);
        });
    endListener.onEnd(state.existingAlloc(allocId));
  }

  private void runSteps(String allocId, String task, List<ShellScript.Step> steps, int from) {
    for (int i = from; i < steps.size(); i++) {
      @Nullable StoredAllocation alloc = state.allocs.get(allocId);
      if (alloc == null || alloc.isClientTerminal()) {
        return;
      }
      switch (steps.get(i)) {
        case ShellScript.Write line -> write(allocId, task, line.stream(), line.text());
        case ShellScript.Sleep sleep -> {
          int next = i + 1;
          state.schedule(
              state.now().plus(sleep.duration()), () -> runSteps(allocId, task, steps, next));
          return;
        }
        case ShellScript.Exit exit -> {
          finish(allocId, exit.code(), false);
          return;
        }
      }
    }
    finish(allocId, 0, false);
  }

  /** Returns the script of an {@code sh -c} command, or null. */
  private static @Nullable String script(@Nullable JsonNode config) {
    if (config == null || !config.path("command").asString("").endsWith("sh")) {
      return null;
    }
    JsonNode args = config.path("args");
    return args.size() == 2 ? args.get(1).asString() : null;
  }
}
