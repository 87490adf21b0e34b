package dev.signalbox.jobs;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries.GroupDetail;
import dev.signalbox.nomad.NomadQueries.JobDetail;
import dev.signalbox.nomad.NomadQueries.TaskDetail;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.queue.WaitingReasonText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** View model of the job spec, as read from Nomad with secrets masked. */
record JobSpecPage(
    String name,
    String url,
    int version,
    List<Group> groups,
    List<String> constraints,
    Map<String, String> meta,
    String raw) {

  static JobSpecPage of(
      JobKey key, String name, JobDetail detail, Function<Resources, String> sizes) {
    return new JobSpecPage(
        name,
        NomadLinks.job(key),
        detail.version(),
        detail.groups().stream().map(group -> Group.of(group, sizes)).toList(),
        detail.constraints(),
        new TreeMap<>(detail.meta()),
        detail.raw());
  }

  /** A task group with the resources of one allocation. */
  record Group(String name, int count, String needs, String size, String tasks) {

    static Group of(GroupDetail group, Function<Resources, String> sizes) {
      return new Group(
          group.name(),
          group.count(),
          sizes.apply(group.requested()),
          WaitingReasonText.size(group.requested()),
          group.tasks().stream().map(Group::task).collect(Collectors.joining(", ")));
    }

    private static String task(TaskDetail task) {
      return task.name() + " (" + task.driver() + ")";
    }
  }
}
