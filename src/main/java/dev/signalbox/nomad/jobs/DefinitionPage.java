package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadDetails.GroupDetail;
import dev.signalbox.nomad.NomadDetails.JobDetail;
import dev.signalbox.nomad.NomadDetails.TaskDetail;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.queue.ReasonWords;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a job is defined, ready to print; asked of Nomad, with values that may be secret masked. */
record DefinitionPage(
    String name,
    String url,
    int version,
    List<Group> groups,
    List<String> constraints,
    Map<String, String> meta,
    String raw) {

  static DefinitionPage of(JobKey key, JobDetail detail, Function<Resources, String> sizes) {
    return new DefinitionPage(
        detail.job().name(),
        NomadLinks.job(key),
        detail.version(),
        detail.groups().stream().map(group -> Group.of(group, sizes)).toList(),
        detail.constraints(),
        new TreeMap<>(detail.meta()),
        detail.raw());
  }

  /** A group with what one allocation of it needs. */
  record Group(String name, int count, String needs, String size, String tasks) {

    static Group of(GroupDetail group, Function<Resources, String> sizes) {
      return new Group(
          group.name(),
          group.count(),
          sizes.apply(group.asked()),
          ReasonWords.size(group.asked()),
          group.tasks().stream().map(Group::task).collect(Collectors.joining(", ")));
    }

    private static String task(TaskDetail task) {
      return task.name() + " by " + task.driver();
    }
  }
}
