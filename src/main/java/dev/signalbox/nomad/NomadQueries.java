package dev.signalbox.nomad;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.RawText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Queries for details of a single object that are not part of the {@link ClusterSnapshot}. Each
 * method sends one request and blocks for up to some seconds; failures are thrown as {@link
 * RemoteSystemException}. An empty result means that the object does not exist in Nomad.
 */
public interface NomadQueries {

  /** Returns a client with all attributes, metadata and its last events. */
  Optional<ClientDetail> client(String id);

  /**
   * Returns the current host statistics of a client, read from its machine through the servers.
   *
   * @throws RemoteSystemException.NotFound if the servers can't reach the machine
   */
  HostStats hostStats(String clientId);

  /**
   * Returns the allocations on a client whose client status is not terminal, without those of
   * system jobs. Only namespaces in which the token has {@code read-job} are included; Nomad omits
   * the others silently.
   */
  List<Allocation> buildsOn(String clientId);

  /** Returns a job with its definition. */
  Optional<JobDetail> job(JobKey key);

  /** Returns all evaluations of a job that Nomad still stores, newest first. */
  List<Evaluation> evaluations(JobKey key);

  /** Returns an allocation with its task states. */
  Optional<AllocationDetail> allocation(String id);

  /**
   * Returns the current resource usage of an allocation.
   *
   * @throws RemoteSystemException.NotFound if the servers can't reach its machine
   */
  AllocationUsage allocationUsage(String allocationId);

  /**
   * A client with all details.
   *
   * @param attributes all attributes, sorted
   * @param meta sorted
   * @param events the last ten, newest first
   * @param raw the response as formatted JSON, secrets redacted
   */
  record ClientDetail(
      Client client,
      Map<String, String> attributes,
      Map<String, String> meta,
      List<ClientEvent> events,
      RawText raw) {}

  /** A node event. */
  record ClientEvent(Instant at, String subsystem, String message, Map<String, String> details) {}

  /**
   * Host statistics of a client.
   *
   * @param memoryTotal in bytes
   * @param memoryUsed in bytes
   * @param cpuPercent utilization of all processors together, 0 to 100
   * @param disks one entry per file system
   * @param upSeconds uptime of the machine
   */
  record HostStats(
      long memoryTotal,
      long memoryUsed,
      double cpuPercent,
      int processors,
      List<Disk> disks,
      long upSeconds,
      Instant at) {

    /** A file system; sizes in bytes, {@code usedPercent} 0 to 100. */
    public record Disk(String device, String mount, long size, long used, double usedPercent) {}
  }

  /**
   * A job with all details.
   *
   * @param constraints the constraints of the job, its groups and tasks, in Nomad's notation
   * @param raw the definition as formatted JSON; environment values and probable secrets redacted
   */
  record JobDetail(
      Job job,
      Map<String, String> meta,
      List<GroupDetail> groups,
      List<String> constraints,
      int version,
      RawText raw) {}

  /**
   * A group of a job.
   *
   * @param requested the resources of one allocation, all tasks together
   */
  record GroupDetail(String name, int count, Resources requested, List<TaskDetail> tasks) {}

  /** A task of a group. */
  record TaskDetail(String name, String driver, Resources requested) {}

  /**
   * An allocation with all details.
   *
   * @param previousAllocation the id of the allocation it replaces, or empty
   * @param raw the response as formatted JSON, redacted as for {@link JobDetail}
   */
  record AllocationDetail(
      Allocation allocation,
      String desiredDescription,
      String previousAllocation,
      List<TaskState> tasks,
      RawText raw) {}

  /**
   * The state of a task.
   *
   * @param state {@code pending}, {@code running} or {@code dead}
   * @param events the last ten, oldest first
   */
  record TaskState(
      String name,
      String state,
      boolean failed,
      int restarts,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      List<TaskEvent> events) {}

  /**
   * A task event.
   *
   * @param type such as {@code Terminated}
   * @param message the display message
   * @param exitCode null if the event has none
   * @param signal 0 if there was none
   * @param outOfMemory whether the task was OOM-killed
   */
  record TaskEvent(
      Instant at,
      String type,
      String message,
      @Nullable Integer exitCode,
      int signal,
      boolean outOfMemory) {}

  /**
   * Resource usage of the tasks of an allocation.
   *
   * @param memory in bytes: RSS if the driver measures it, otherwise usage
   * @param cpu in MHz
   */
  record AllocationUsage(
      long memory, double cpu, double cpuPercent, List<TaskUsage> tasks, Instant at) {

    /** Resource usage of one task; units as for the allocation. */
    public record TaskUsage(String name, long memory, double cpu, double cpuPercent) {}
  }
}
