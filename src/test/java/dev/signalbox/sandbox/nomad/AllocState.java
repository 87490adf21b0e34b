package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An allocation, with what its client said of its tasks. */
final class AllocState extends Kept<AllocState> {

  private static final int EVENTS = 10;

  record Event(
      String type,
      String message,
      Map<String, String> details,
      Instant at,
      int exitCode,
      int signal,
      boolean fails) {

    static Event of(String type, String message, Instant at) {
      return new Event(type, message, Map.of(), at, 0, 0, false);
    }

    static Event terminated(int exitCode, int signal, boolean outOfMemory, Instant at) {
      String message =
          "Exit Code: "
              + exitCode
              + (signal == 0 ? "" : ", Signal: " + signal)
              + (outOfMemory ? ", Exit Message: \"OOM Killed\"" : "");
      return new Event(
          "Terminated",
          message,
          Map.of(
              "exit_code", Integer.toString(exitCode),
              "signal", Integer.toString(signal),
              "oom_killed", Boolean.toString(outOfMemory)),
          at,
          exitCode,
          signal,
          false);
    }
  }

  record Task(
      String state,
      boolean failed,
      int restarts,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      List<Event> events) {

    Task with(String newState, Event... more) {
      List<Event> all = new ArrayList<>(events);
      all.addAll(List.of(more));
      List<Event> last = List.copyOf(all.subList(Math.max(0, all.size() - EVENTS), all.size()));
      return new Task(newState, failed, restarts, startedAt, finishedAt, last);
    }

    Task started(Instant at) {
      return new Task(state, failed, restarts, at, null, events);
    }

    Task finished(boolean itFailed, Instant at) {
      return new Task(state, itFailed, restarts, startedAt, at, events);
    }

    Task restarted() {
      return new Task(state, failed, restarts + 1, startedAt, finishedAt, events);
    }
  }

  final String id;
  final JobId job;
  String jobType = "batch";
  String group = "build";
  int number;
  String evalId = "";
  String nodeId = "";
  String nodeName = "";
  String desired = "run";
  String desiredDescription = "";
  @Nullable Boolean migrate;
  String status = "pending";
  String statusDescription = "";
  List<JobState.Task> specs = List.of();
  long disk = 300;
  Map<String, Task> tasks = new TreeMap<>();
  String previous = "";
  String next = "";

  /** Whether the scheduler is done with it although it was stopped. */
  boolean settled;

  Instant createdAt = Instant.EPOCH;
  Instant modifiedAt = Instant.EPOCH;

  AllocState(String id, JobId job) {
    this.id = id;
    this.job = job;
  }

  String name() {
    return job.id() + "." + group + "[" + number + "]";
  }

  boolean clientTerminal() {
    return status.equals("complete") || status.equals("failed") || status.equals("lost");
  }

  boolean serverTerminal() {
    return !desired.equals("run");
  }

  boolean takesRoom() {
    return !clientTerminal() && !serverTerminal();
  }

  boolean ofSystem() {
    return jobType.equals("system") || jobType.equals("sysbatch");
  }

  long cpu() {
    return specs.stream().mapToLong(JobState.Task::cpu).sum();
  }

  long memory() {
    return specs.stream().mapToLong(JobState.Task::memory).sum();
  }

  /** Says the same of every task. */
  AllocState tasks(UnaryOperator<Task> change) {
    Map<String, Task> changed = new TreeMap<>();
    tasks.forEach((task, state) -> changed.put(task, change.apply(state)));
    tasks = changed;
    return this;
  }
}
