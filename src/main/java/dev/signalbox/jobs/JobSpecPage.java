package dev.signalbox.jobs;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries.GroupDetail;
import dev.signalbox.nomad.NomadQueries.JobDetail;
import dev.signalbox.nomad.NomadQueries.TaskDetail;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.queue.WaitingReasonText;
import dev.signalbox.web.FirstRows;
import dev.signalbox.web.RawText;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** View model of the job spec, as read from Nomad with secrets masked. */
record JobSpecPage(
    String id,
    String name,
    String url,
    int version,
    FirstRows<Group> groups,
    FirstRows<String> constraints,
    FirstRows<Meta> meta,
    RawText raw) {

  private static final int MAX_ROWS = 100;
  private static final int MAX_CHARS = 1_000;

  static JobSpecPage of(
      JobKey key, String name, JobDetail detail, Function<Resources, String> sizes) {
    return new JobSpecPage(
        key.id(),
        name,
        NomadLinks.job(key),
        detail.version(),
        FirstRows.of(
            detail.groups().stream().map(group -> Group.of(group, sizes)),
            detail.groups().size(),
            MAX_ROWS),
        FirstRows.of(
            detail.constraints().stream().map(one -> RawText.shorten(one, MAX_CHARS)),
            detail.constraints().size(),
            MAX_ROWS),
        FirstRows.of(
            new TreeMap<>(detail.meta())
                .entrySet().stream()
                    .map(
                        one ->
                            new Meta(
                                RawText.shorten(one.getKey(), MAX_CHARS),
                                RawText.shorten(one.getValue(), MAX_CHARS))),
            detail.meta().size(),
            MAX_ROWS),
        detail.raw());
  }

  record Meta(String name, String value) {}

  /** A task group with the resources of one allocation. */
  record Group(String name, int count, String needs, String size, String tasks) {

    static Group of(GroupDetail group, Function<Resources, String> sizes) {
      return new Group(
          group.name(),
          group.count(),
          sizes.apply(group.requested()),
          WaitingReasonText.size(group.requested()),
          RawText.shorten(
              group.tasks().stream().map(Group::task).collect(Collectors.joining(", ")),
              MAX_CHARS));
    }

    private static String task(TaskDetail task) {
      return task.name() + " (" + task.driver() + ")";
    }
  }
}
