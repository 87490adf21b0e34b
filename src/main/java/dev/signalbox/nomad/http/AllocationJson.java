package dev.signalbox.nomad.http;

import static dev.signalbox.nomad.http.NomadJson.shared;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries.TaskEvent;
import dev.signalbox.nomad.NomadQueries.TaskState;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An allocation in lists, events and single reads, which contain different fields. */
record AllocationJson(
    String id,
    String name,
    String namespace,
    String evalId,
    String jobId,
    String jobType,
    @Nullable EmbeddedJobJson job,
    String taskGroup,
    String nodeId,
    String nodeName,
    String desiredStatus,
    String desiredDescription,
    String clientStatus,
    String clientDescription,
    @Nullable AllocatedResourcesJson allocatedResources,
    NomadJson.@Nullable RequestedResourcesJson resources,
    Map<String, StateJson> taskStates,
    String previousAllocation,
    String nextAllocation,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime) {

  Allocation allocation() {
    return allocation(effectiveResources());
  }

  Allocation allocation(Resources allocated) {
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
        allocated,
        nextAllocation,
        NomadJson.fromUnixNanos(createTime),
        NomadJson.fromUnixNanos(modifyTime),
        startedAt(),
        status.isTerminal() ? finishedAt() : null,
        createIndex,
        modifyIndex);
  }

  /** Returns the allocated resources; from the older field {@code resources} before Nomad 0.9. */
  Resources effectiveResources() {
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

  /** The first start. A task has the time of its last restart, but up to ten earlier events. */
  private @Nullable Instant startedAt() {
    return taskStates.values().stream()
        .flatMap(
            state ->
                Stream.concat(
                    Stream.ofNullable(NomadJson.parseTime(state.startedAt())),
                    state.events().stream()
                        .filter(event -> event.type().equals("Started"))
                        .map(event -> NomadJson.fromUnixNanos(event.time()))))
        .min(Instant::compareTo)
        .orElse(null);
  }

  private @Nullable Instant finishedAt() {
    return taskStates.values().stream()
        .map(state -> NomadJson.parseTime(state.finishedAt()))
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
      // statuses of newer versions count as not terminal, so a drain waits for them
      default -> AllocationStatus.UNKNOWN;
    };
  }

  /** The job in a single read, of which only the type is used. */
  record EmbeddedJobJson(String type) {}

  record AllocatedResourcesJson(
      Map<String, NomadJson.ResourcesJson> tasks, NomadJson.@Nullable Disk shared) {

    Resources resources() {
      Resources sum = new Resources(0, 0, shared == null ? 0 : shared.diskMb());
      for (NomadJson.ResourcesJson task : tasks.values()) {
        sum = sum.plus(NomadJson.ResourcesJson.of(task));
      }
      return sum;
    }
  }

  record StateJson(
      String state,
      boolean failed,
      int restarts,
      String startedAt,
      String finishedAt,
      List<TaskEventJson> events) {

    TaskState state(String name) {
      return new TaskState(
          name,
          state,
          failed,
          restarts,
          NomadJson.parseTime(startedAt),
          NomadJson.parseTime(finishedAt),
          events.stream().map(TaskEventJson::event).toList());
    }
  }

  /** A task event; before Nomad 0.9 without details. */
  record TaskEventJson(
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
          NomadJson.fromUnixNanos(time),
          type,
          displayText(),
          ended ? parsedExitCode() : null,
          signal,
          "true".equals(details.get("oom_killed")));
    }

    private String displayText() {
      return Stream.of(displayMessage, message, driverError, setupError, killReason)
          .filter(text -> !text.isEmpty())
          .findFirst()
          .orElse(type);
    }

    private int parsedExitCode() {
      String code = details.getOrDefault("exit_code", "");
      return code.matches("-?\\d{1,9}") ? Integer.parseInt(code) : exitCode;
    }
  }
}
