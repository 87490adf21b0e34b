package dev.signalbox.nomad.wire;

import static dev.signalbox.nomad.wire.NomadJson.shared;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.Job.Children;
import dev.signalbox.nomad.NomadDetails.GroupDetail;
import dev.signalbox.nomad.NomadDetails.TaskDetail;
import dev.signalbox.nomad.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A job with its definition, as events and the single read have it. */
record JobSpecJson(
    String id,
    String parentId,
    String name,
    String namespace,
    String type,
    int priority,
    List<String> datacenters,
    String nodePool,
    @Nullable There periodic,
    @Nullable There parameterizedJob,
    boolean dispatched,
    boolean stop,
    String status,
    String statusDescription,
    long submitTime,
    Map<String, String> meta,
    List<Group> taskGroups,
    List<Constraint> constraints,
    int version,
    long createIndex,
    long modifyIndex,
    long jobModifyIndex) {

  /**
   * The job.
   *
   * @param summary what became of its allocations, or null where it was not asked for
   */
  Job job(JobJson.@Nullable Summary summary) {
    return new Job(
        JobJson.key(namespace, id),
        shared(parentId),
        name.equals(id) ? id : name,
        shared(type),
        priority,
        datacenters.stream().map(NomadJson::shared).toList(),
        JobJson.pool(nodePool),
        periodic != null,
        parameterizedJob != null && !dispatched,
        stop,
        JobJson.status(status),
        shared(statusDescription),
        NomadJson.nanos(submitTime),
        summary == null ? Map.of() : summary.groups(),
        summary == null ? Children.NONE : summary.madeOfIt(),
        createIndex,
        modifyIndex,
        jobModifyIndex);
  }

  List<GroupDetail> groups() {
    return taskGroups.stream().map(Group::detail).toList();
  }

  List<String> allConstraints() {
    Stream<Constraint> ofGroups =
        taskGroups.stream()
            .flatMap(
                group ->
                    Stream.concat(
                        group.constraints().stream(),
                        group.tasks().stream().flatMap(task -> task.constraints().stream())));
    return Stream.concat(constraints.stream(), ofGroups)
        .map(Constraint::written)
        .distinct()
        .toList();
  }

  /** Only that it is there counts. */
  record There() {}

  record Group(
      String name,
      int count,
      List<Task> tasks,
      List<Constraint> constraints,
      @Nullable Ephemeral ephemeralDisk) {

    GroupDetail detail() {
      Resources all = new Resources(0, 0, ephemeralDisk == null ? 0 : ephemeralDisk.sizeMb());
      for (Task task : tasks) {
        all = all.plus(task.asked());
      }
      return new GroupDetail(name, count, all, tasks.stream().map(Task::detail).toList());
    }
  }

  record Ephemeral(long sizeMb) {}

  record Task(
      String name,
      String driver,
      NomadJson.@Nullable Asked resources,
      List<Constraint> constraints) {

    Resources asked() {
      return resources == null ? Resources.NONE : resources.resources();
    }

    TaskDetail detail() {
      return new TaskDetail(name, driver, asked());
    }
  }

  record Constraint(String lTarget, String operand, String rTarget) {

    String written() {
      return Stream.of(lTarget, operand, rTarget)
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(" "));
    }
  }
}
