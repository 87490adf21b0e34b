package dev.signalbox.snapshots;

import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.velero.files.BackupFileText;
import dev.signalbox.velero.logs.BackupResults;
import dev.signalbox.velero.logs.BackupResults.ProblemGroup;
import dev.signalbox.velero.logs.BackupResults.ResultMessage;
import dev.signalbox.web.StatusLabel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * View model of the errors and warnings of a snapshot or restore, grouped by kind.
 *
 * @param url page of the snapshot or restore
 * @param message why there are no groups; empty if there are some
 */
public record BackupResultsPage(
    String name, String url, BackupFileState file, String message, List<Group> groups) {

  /**
   * Messages that differ only in names and numbers.
   *
   * @param count number of messages; examples may be fewer
   */
  record Group(StatusLabel status, String kind, String resource, int count, List<String> examples) {

    static Group of(StatusLabel status, ProblemGroup group) {
      return new Group(
          status,
          group.kind(),
          group.resource(),
          group.count(),
          group.examples().stream().map(Group::text).toList());
    }

    private static String text(ResultMessage message) {
      return message.namespace().isEmpty()
          ? message.text()
          : message.namespace() + ": " + message.text();
    }
  }

  /**
   * Creates the page.
   *
   * @param name name of the snapshot or restore
   * @param download the file with the results, which may not have been downloaded yet
   */
  public static BackupResultsPage of(String name, String url, BackupFile download, Clock clock) {
    BackupFileState file =
        BackupFileState.of(download, "the errors and warnings of " + name, clock);
    @Nullable Path path = file.path();
    if (path == null) {
      return new BackupResultsPage(name, url, file, "", List.of());
    }
    @Nullable JsonNode json = BackupFileText.json(path);
    if (json == null) {
      return new BackupResultsPage(
          name, url, file, "The file with the errors and warnings is damaged.", List.of());
    }
    List<Group> groups = groups(BackupResults.read(json));
    return new BackupResultsPage(
        name, url, file, groups.isEmpty() ? "No errors and no warnings." : "", groups);
  }

  private static List<Group> groups(BackupResults results) {
    return Stream.concat(
            BackupResults.grouped(results.errors()).stream()
                .map(group -> Group.of(StatusLabel.bad("Error"), group)),
            BackupResults.grouped(results.warnings()).stream()
                .map(group -> Group.of(StatusLabel.warn("Warning"), group)))
        .toList();
  }
}
