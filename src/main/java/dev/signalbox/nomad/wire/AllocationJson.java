package dev.signalbox.nomad.wire;

import static dev.signalbox.nomad.wire.NomadJson.shared;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadDetails.TaskEvent;
import dev.signalbox.nomad.NomadDetails.TaskState;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An allocation as lists, events and the single read have it. */
record AllocationJson(
    String id,
    String name,
    String namespace,
    String evalId,
    String jobId,
    String jobType,
    @Nullable OfJob job,
    String taskGroup,
    String nodeId,
    String nodeName,
    String desiredStatus,
    String desiredDescription,
    String clientStatus,
    String clientDescription,
    @Nullable Allocated allocatedResources,
    NomadJson.@Nullable Asked resources,
    Map<String, StateJson> taskStates,
    String previousAllocation,
    String nextAllocation,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime) {

  Allocation allocation() {
    return allocation(given());
  }

  Allocation allocation(Resources given) {
    AllocationStatus status = status();
    return new Allocation(
        id,
        name,
        new JobKey(namespace.isEmpty() ? "default" : shared(namespace), shared(jobId)),
        shared(jobType.isEmpty() && job != null ? job.type() : jobType),
        shared(taskGroup),
        shared(nodeId),
        shared(nodeName),
        evalId,
        desired(),
        status,
        shared(clientDescription),
        given,
        nextAllocation,
        NomadJson.nanos(createTime),
        NomadJson.nanos(modifyTime),
        startedAt(),
        status.terminal() ? finishedAt() : null,
        createIndex,
        modifyIndex);
  }

  /** What is set aside for it. */
  Resources given() {
    if (allocatedResources != null) {
      return allocatedResources.resources();
    }
    return resources == null ? Resources.NONE : resources.resources();
  }

  List<TaskState> states() {
    return taskStates.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(state -> state.getValue().state(state.getKey()))
        .toList();
  }

  private @Nullable Instant startedAt() {
    return taskStates.values().stream()
        .map(state -> NomadJson.time(state.startedAt()))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private @Nullable Instant finishedAt() {
    return taskStates.values().stream()
        .map(state -> NomadJson.time(state.finishedAt()))
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private Allocation.Desired desired() {
    return switch (desiredStatus) {
      case "stop" -> Allocation.Desired.STOP;
      case "evict" -> Allocation.Desired.EVICT;
      default -> Allocation.Desired.RUN;
    };
  }

  private AllocationStatus status() {
    return switch (clientStatus) {
      case "pending", "" -> AllocationStatus.PENDING;
      case "running" -> AllocationStatus.RUNNING;
      case "complete" -> AllocationStatus.COMPLETE;
      case "failed" -> AllocationStatus.FAILED;
      case "lost" -> AllocationStatus.LOST;
      // a word of a newer Nomad keeps a drain open, as an unknown one does
      default -> AllocationStatus.UNKNOWN;
    };
  }

  /** Of the job inside a single read only this is wanted. */
  record OfJob(String type) {}

  record Allocated(Map<String, NomadJson.Parts> tasks, NomadJson.@Nullable Disk shared) {

    Resources resources() {
      Resources all = new Resources(0, 0, shared == null ? 0 : shared.diskMb());
      for (NomadJson.Parts task : tasks.values()) {
        all = all.plus(NomadJson.Parts.of(task));
      }
      return all;
    }
  }

  record StateJson(
      String state,
      boolean failed,
      int restarts,
      String startedAt,
      String finishedAt,
      List<EventJson> events) {

    TaskState state(String name) {
      return new TaskState(
          name,
          state,
          failed,
          restarts,
          NomadJson.time(startedAt),
          NomadJson.time(finishedAt),
          events.stream().map(EventJson::event).toList());
    }
  }

  /** What happened to a task; before 0.9 without details. */
  record EventJson(
      String type,
      long time,
      String displayMessage,
      String message,
      String driverError,
      String setupError,
      String killReason,
      Map<String, String> details,
      int exitCode,
      int signal) {

    TaskEvent event() {
      boolean ended = type.equals("Terminated");
      return new TaskEvent(
          NomadJson.nanos(time),
          type,
          words(),
          ended ? code() : null,
          signal,
          "true".equals(details.get("oom_killed")));
    }

    private String words() {
      return Stream.of(displayMessage, message, driverError, setupError, killReason)
          .filter(text -> !text.isEmpty())
          .findFirst()
          .orElse(type);
    }

    private int code() {
      String told = details.getOrDefault("exit_code", "");
      return told.matches("-?\\d{1,9}") ? Integer.parseInt(told) : exitCode;
    }
  }
}
