package dev.signalbox.nomad.http;

import static dev.signalbox.nomad.http.NomadJson.shared;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.Job.Children;
import dev.signalbox.nomad.NomadQueries.GroupDetail;
import dev.signalbox.nomad.NomadQueries.TaskDetail;
import dev.signalbox.nomad.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A job with its spec, in events and single reads. */
record JobSpecJson(
    String id,
    String parentId,
    String name,
    String namespace,
    String type,
    int priority,
    List<String> datacenters,
    String nodePool,
    @Nullable Presence periodic,
    @Nullable Presence parameterizedJob,
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
   * Converts to a job.
   *
   * @param summary counts of its allocations, or null if they were not read
   */
  Job job(JobJson.@Nullable Summary summary, JobNames names) {
    return new Job(
        JobJson.key(namespace, id),
        shared(parentId),
        names.of(id, name, meta),
        shared(type),
        priority,
        datacenters.stream().map(NomadJson::shared).toList(),
        JobJson.pool(nodePool),
        periodic != null,
        parameterizedJob != null && !dispatched,
        stop,
        JobJson.status(status),
        shared(statusDescription),
        NomadJson.fromUnixNanos(submitTime),
        summary == null ? Map.of() : summary.groups(),
        summary == null ? Children.NONE : summary.childCounts(),
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
        .map(Constraint::expression)
        .distinct()
        .toList();
  }

  /** An object of which only the presence matters. */
  record Presence() {}

  record Group(
      String name,
      int count,
      List<Task> tasks,
      List<Constraint> constraints,
      @Nullable Ephemeral ephemeralDisk) {

    GroupDetail detail() {
      Resources sum = new Resources(0, 0, ephemeralDisk == null ? 0 : ephemeralDisk.sizeMb());
      for (Task task : tasks) {
        sum = sum.plus(task.requestedResources());
      }
      return new GroupDetail(name, count, sum, tasks.stream().map(Task::detail).toList());
    }
  }

  record Ephemeral(long sizeMb) {}

  record Task(
      String name,
      String driver,
      NomadJson.@Nullable RequestedResourcesJson resources,
      List<Constraint> constraints) {

    Resources requestedResources() {
      return resources == null ? Resources.NONE : resources.resources();
    }

    TaskDetail detail() {
      return new TaskDetail(name, driver, requestedResources());
    }
  }

  record Constraint(String lTarget, String operand, String rTarget) {

    String expression() {
      return Stream.of(lTarget, operand, rTarget)
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(" "));
    }
  }
}
