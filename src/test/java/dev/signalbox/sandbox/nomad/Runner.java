package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.AllocState.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The clients' side: starts allocations, runs small scripts, reports how they ended. */
final class Runner {

  /** Decides what becomes of an allocation that has started. */
  interface Plan {
    /** Returns whether it takes care of it. */
    boolean started(String allocId, JobState job);
  }

  private final State state;
  private @Nullable Plan plan;
  private Ends ends = allocId -> {};

  /** Hears when an allocation has left its client. */
  interface Ends {
    void ended(AllocState alloc);
  }

  Runner(State state) {
    this.state = state;
  }

  void whenEnded(Ends heard) {
    ends = heard;
  }

  void follow(@Nullable Plan newPlan) {
    plan = newPlan;
  }

  /** A new allocation: received and running, since machines are quick here. */
  void start(AllocState placed) {
    Instant now = state.now();
    state.apply(
        "AllocationUpdated",
        entry -> {
          AllocState alloc = state.existingAlloc(placed.id).copy();
          alloc.status = "running";
          alloc.statusDescription = "Tasks are running";
          Map<String, AllocState.Task> tasks = new TreeMap<>();
          for (JobState.Task task : alloc.specs) {
            tasks.put(
                task.name(),
                new AllocState.Task("running", false, 0, now, null, List.of())
                    .with(
                        "running",
                        Event.of("Received", "Task received by client", now),
                        Event.of("Task Setup", "Building Task Directory", now),
                        Event.of("Started", "Task started by client", now)));
          }
          alloc.tasks = tasks;
          entry.put(alloc);
        });
    JobState job = state.jobs.get(placed.job);
    for (JobState.Task task : placed.specs) {
      for (String stream : List.of("stdout", "stderr")) {
        state.logs.append(new LogBook.Key(placed.id, task.name(), stream), new byte[0]);
      }
    }
    if (job == null || (plan != null && plan.started(placed.id, job))) {
      return;
    }
    for (JobState.Task task : placed.specs) {
      @Nullable String script = script(task.config());
      if (script != null) {
        step(placed.id, task.name(), Script.parse(script), 0);
      }
    }
  }

  /** The servers want it gone: it is asked, and killed when it has not gone in time. */
  void stop(AllocState stopped) {
    @Nullable AllocState alloc = state.allocs.get(stopped.id);
    if (alloc == null || alloc.clientTerminal()) {
      return;
    }
    long timeout = alloc.specs.stream().mapToLong(JobState.Task::killTimeout).max().orElse(0);
    Instant now = state.now();
    String seconds = Duration.ofNanos(timeout).toSeconds() + "s";
    state.apply(
        "AllocationUpdated",
        entry -> {
          AllocState killing = state.existingAlloc(stopped.id).copy();
          Event event =
              new Event(
                  "Killing",
                  "Sent interrupt. Waiting " + seconds + " before force killing",
                  Map.of("kill_timeout", seconds),
                  now,
                  0,
                  0,
                  false);
          entry.put(killing.tasks(task -> task.with(task.state(), event)));
        });
    Instant gone = now.plusNanos(timeout);
    state.at(gone, () -> killed(stopped.id));
    if (timeout == 0) {
      state.tick();
    }
  }

  private void killed(String allocId) {
    @Nullable AllocState alloc = state.allocs.get(allocId);
    if (alloc == null || alloc.clientTerminal()) {
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
                    Event.terminated(137, 9, false, now),
                    Event.of("Killed", "Task successfully killed", now))
                .finished(false, now));
  }

  /** All its tasks end by themselves. */
  void finish(String allocId, int exitCode, boolean outOfMemory) {
    Instant now = state.now();
    if (exitCode == 0) {
      end(
          allocId,
          "complete",
          "All tasks have completed",
          task -> task.with("dead", Event.terminated(0, 0, false, now)).finished(false, now));
      return;
    }
    Event given =
        new Event(
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
            task.with("dead", Event.terminated(exitCode, signal, outOfMemory, now), given)
                .finished(true, now));
  }

  void restart(String allocId, @Nullable String task) {
    Instant now = state.now();
    state.apply(
        "AllocationUpdated",
        entry -> {
          AllocState alloc = state.existingAlloc(allocId).copy();
          Map<String, AllocState.Task> tasks = new TreeMap<>(alloc.tasks);
          tasks.replaceAll(
              (name, one) ->
                  task != null && !task.equals(name)
                      ? one
                      : one.restarted()
                          .started(now)
                          .with(
                              "running",
                              Event.of("Restart Signaled", "User requested task to restart", now),
                              Event.terminated(130, 2, false, now),
                              Event.of("Restarting", "Task restarting in 0s", now),
                              Event.of("Started", "Task started by client", now)));
          alloc.tasks = tasks;
          entry.put(alloc);
        });
  }

  void signal(String allocId, String signal) {
    Instant now = state.now();
    state.apply(
        "AllocationUpdated",
        entry -> {
          AllocState alloc = state.existingAlloc(allocId).copy();
          Event event = Event.of("Signaling", "Task being sent signal " + signal, now);
          entry.put(alloc.tasks(task -> task.with(task.state(), event)));
        });
  }

  void write(String allocId, String task, String stream, String text) {
    state.logs.append(
        new LogBook.Key(allocId, task, stream), text.getBytes(StandardCharsets.UTF_8));
  }

  private void end(
      String allocId, String status, String description, UnaryOperator<AllocState.Task> change) {
    @Nullable AllocState before = state.allocs.get(allocId);
    if (before == null || before.clientTerminal()) {
      return;
    }
    state.apply(
        "AllocationUpdated",
        entry -> {
          AllocState alloc = before.copy().tasks(change);
          alloc.status = status;
          alloc.statusDescription = description;
          entry.put(alloc);
        });
    ends.ended(state.existingAlloc(allocId));
  }

  private void step(String allocId, String task, List<Script.Step> steps, int from) {
    for (int i = from; i < steps.size(); i++) {
      @Nullable AllocState alloc = state.allocs.get(allocId);
      if (alloc == null || alloc.clientTerminal()) {
        return;
      }
      switch (steps.get(i)) {
        case Script.Write line -> write(allocId, task, line.stream(), line.text());
        case Script.Sleep sleep -> {
          int next = i + 1;
          state.at(state.now().plus(sleep.time()), () -> step(allocId, task, steps, next));
          return;
        }
        case Script.Exit exit -> {
          finish(allocId, exit.code(), false);
          return;
        }
      }
    }
    finish(allocId, 0, false);
  }

  /** What {@code sh -c} would run, or null. */
  private static @Nullable String script(@Nullable JsonNode config) {
    if (config == null || !config.path("command").asString("").endsWith("sh")) {
      return null;
    }
    JsonNode args = config.path("args");
    return args.size() == 2 ? args.get(1).asString() : null;
  }
}
