package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An allocation, including the task states that its client reported. */
final class StoredAllocation extends StoredObject<StoredAllocation> {

  private static final int MAX_EVENTS = 10;

  record TaskEvent(
      String type,
      String message,
      Map<String, String> details,
      Instant at,
      int exitCode,
      int signal,
      boolean fails) {

    static TaskEvent of(String type, String message, Instant at) {
      return new TaskEvent(type, message, Map.of(), at, 0, 0, false);
    }

    static TaskEvent terminated(int exitCode, int signal, boolean outOfMemory, Instant at) {
      String message =
          "Exit Code: "
              + exitCode
              + (signal == 0 ? "" : ", Signal: " + signal)
              + (outOfMemory ? ", Exit Message: \"OOM Killed\"" : "");
      return new TaskEvent(
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

  record TaskState(
      String state,
      boolean failed,
      int restarts,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      List<TaskEvent> events) {

    TaskState with(String newState, TaskEvent... more) {
      List<TaskEvent> all = new ArrayList<>(events);
      all.addAll(List.of(more));
      List<TaskEvent> last =
          List.copyOf(all.subList(Math.max(0, all.size() - MAX_EVENTS), all.size()));
      return new TaskState(newState, failed, restarts, startedAt, finishedAt, last);
    }

    TaskState started(Instant at) {
      return new TaskState(state, failed, restarts, at, null, events);
    }

    TaskState finished(boolean hasFailed, Instant at) {
      return new TaskState(state, hasFailed, restarts, startedAt, at, events);
    }

    TaskState restarted() {
      return new TaskState(state, failed, restarts + 1, startedAt, finishedAt, events);
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
  List<StoredJob.TaskSpec> specs = List.of();
  long disk = 300;
  Map<String, TaskState> tasks = new TreeMap<>();
  String previous = "";
  String next = "";

  /** Whether the scheduler doesn't replace the allocation after it was stopped. */
  boolean doNotReschedule;

  Instant createdAt = Instant.EPOCH;
  Instant modifiedAt = Instant.EPOCH;

  StoredAllocation(String id, JobId job) {
    this.id = id;
    this.job = job;
  }

  String name() {
    return job.id() + "." + group + "[" + number + "]";
  }

  boolean isClientTerminal() {
    return status.equals("complete") || status.equals("failed") || status.equals("lost");
  }

  boolean isServerTerminal() {
    return !desired.equals("run");
  }

  boolean usesResources() {
    return !isClientTerminal() && !isServerTerminal();
  }

  boolean isSystem() {
    return jobType.equals("system") || jobType.equals("sysbatch");
  }

  long cpu() {
    return specs.stream().mapToLong(StoredJob.TaskSpec::cpu).sum();
  }

  long memory() {
    return specs.stream().mapToLong(StoredJob.TaskSpec::memory).sum();
  }

  /** Applies a change to the state of every task. */
  StoredAllocation tasks(UnaryOperator<TaskState> change) {
    Map<String, TaskState> changed = new TreeMap<>();
    tasks.forEach((task, state) -> changed.put(task, change.apply(state)));
    tasks = changed;
    return this;
  }
}
