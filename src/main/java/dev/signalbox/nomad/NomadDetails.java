package dev.signalbox.nomad;

import dev.signalbox.outside.OutsideWorldException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page of one thing asks for beside the view: one question each, answered within seconds or
 * with an {@link OutsideWorldException}. Empty means that Nomad does not know the thing.
 */
public interface NomadDetails {

  /** A client with its attributes, meta and last events. */
  Optional<ClientDetail> client(String id);

  /**
   * What a client uses now, asked of its machine through the servers.
   *
   * @throws OutsideWorldException.Missing when there is no way to the machine
   */
  ClientUse use(String clientId);

  /**
   * What runs on a client at this moment, without system jobs: its allocations that have not ended
   * by their client's word, of every namespace in which the console's token has {@code read-job}.
   * Nomad leaves out those of other namespaces without a word.
   */
  List<Allocation> buildsOn(String clientId);

  /** A job with its definition. */
  Optional<JobDetail> job(JobKey key);

  /** All evaluations of a job that Nomad still knows, newest first. */
  List<Evaluation> evaluations(JobKey key);

  /** An allocation with the states of its tasks. */
  Optional<AllocationDetail> allocation(String id);

  /**
   * What an allocation uses now.
   *
   * @throws OutsideWorldException.Missing when there is no way to its machine
   */
  AllocationUse allocationUse(String allocationId);

  /**
   * One client whole.
   *
   * @param attributes all of them, sorted
   * @param meta sorted
   * @param events the last ten, newest first
   * @param raw as it came, pretty; secrets masked
   */
  record ClientDetail(
      Client client,
      Map<String, String> attributes,
      Map<String, String> meta,
      List<ClientEvent> events,
      String raw) {}

  /** An event of a client for people. */
  record ClientEvent(Instant at, String subsystem, String message, Map<String, String> details) {}

  /**
   * What a machine uses.
   *
   * @param memoryUsed in bytes, as {@code memoryTotal}
   * @param cpuPercent of all its processors together, 0 to 100
   * @param disks each file system
   * @param upSeconds how long the machine is up
   */
  record ClientUse(
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
   * One job whole.
   *
   * @param constraints as Nomad writes them, of job, groups and tasks
   * @param raw its definition as it came, pretty; values of environments and what looks like a
   *     secret masked
   */
  record JobDetail(
      Job job,
      Map<String, String> meta,
      List<GroupDetail> groups,
      List<String> constraints,
      int version,
      String raw) {}

  /**
   * A group of a job.
   *
   * @param asked what one allocation of it needs in all
   */
  record GroupDetail(String name, int count, Resources asked, List<TaskDetail> tasks) {}

  /** A task of a group. */
  record TaskDetail(String name, String driver, Resources asked) {}

  /**
   * One allocation whole.
   *
   * @param previousAllocation what it replaces, empty where nothing
   * @param raw as it came, pretty; masked as a job's
   */
  record AllocationDetail(
      Allocation allocation,
      String desiredDescription,
      String previousAllocation,
      List<TaskState> tasks,
      String raw) {}

  /**
   * How a task stands.
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
   * What happened to a task.
   *
   * @param type Nomad's word, such as {@code Terminated}
   * @param message Nomad's sentence for people
   * @param exitCode null where the event tells none
   * @param signal 0 where there was none
   * @param outOfMemory whether it was killed for memory
   */
  record TaskEvent(
      Instant at,
      String type,
      String message,
      @Nullable Integer exitCode,
      int signal,
      boolean outOfMemory) {}

  /**
   * What the tasks of an allocation use.
   *
   * @param memory in bytes: resident memory where it is measured, usage else
   * @param cpu in MHz
   */
  record AllocationUse(
      long memory, double cpu, double cpuPercent, List<TaskUse> tasks, Instant at) {

    /** The same for one task. */
    public record TaskUse(String name, long memory, double cpu, double cpuPercent) {}
  }
}
