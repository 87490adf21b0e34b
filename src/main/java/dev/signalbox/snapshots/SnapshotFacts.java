package dev.signalbox.snapshots;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.Backup.KotsAnnotations;
import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.BackupSpec.LabelSelector;
import dev.signalbox.velero.BackupStatus;
import dev.signalbox.velero.BackupStatus.Attempts;
import dev.signalbox.velero.VeleroLabels;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts about a snapshot as a list of labels and values; absent ones are left out. */
final class SnapshotFacts {

  /**
   * A fact.
   *
   * @param url page about the value, or null
   * @param time null unless the value is a time; the text follows it then
   */
  record Fact(String label, String text, @Nullable String url, @Nullable TimestampView time) {}

  private final List<Fact> facts = new ArrayList<>();
  private final Backup backup;
  private final Clock clock;

  private SnapshotFacts(Backup backup, Clock clock) {
    this.backup = backup;
    this.clock = clock;
  }

  /** Returns who took the snapshot when and why, and how long it is kept. */
  static List<Fact> origin(Backup backup, Clock clock) {
    SnapshotFacts facts = new SnapshotFacts(backup, clock);
    facts.addOrigin();
    return List.copyOf(facts.facts);
  }

  /** Returns what the snapshot contains. */
  static List<Fact> contents(Backup backup, Clock clock) {
    SnapshotFacts facts = new SnapshotFacts(backup, clock);
    facts.addContents();
    return List.copyOf(facts.facts);
  }

  private void addOrigin() {
    BackupStatus status = backup.status();
    add("Kind", SnapshotText.label(backup.kind()));
    facts.add(
        new Fact(
            "Trigger",
            backup.scheduleName().isEmpty()
                ? SnapshotText.label(backup.trigger())
                : backup.scheduleName(),
            backup.scheduleName().isEmpty()
                ? null
                : SnapshotLinks.ofSchedule(backup.scheduleName()),
            null));
    add("Requested by", backup.requestedBy());
    add("Reason", backup.reason());
    addTime("Started", TimestampView.ofNullable(status.startedAt(), clock), "");
    addTime("Completed", TimestampView.ofNullable(status.completedAt(), clock), "");
    @Nullable Duration duration = backup.duration(clock.instant());
    add("Duration", duration == null ? "" : TimestampView.formatDuration(duration));
    addTime(
        "Expires",
        TimestampView.ofNullable(status.expiresAt(), clock),
        SnapshotLine.expiryNote(backup, clock.instant()));
    add("Retention", backup.isKept() ? "Exempt from the retention rules of Signalbox" : "");
    add(
        "Source cluster",
        backup.metadata().annotation(VeleroLabels.SOURCE_CLUSTER_GIT_VERSION).isEmpty()
            ? ""
            : "Kubernetes "
                + backup.metadata().annotation(VeleroLabels.SOURCE_CLUSTER_GIT_VERSION));
    addKots();
  }

  private void addKots() {
    @Nullable KotsAnnotations kots = backup.kots();
    if (kots == null) {
      return;
    }
    add("Taken by", "KOTS" + (kots.image().isEmpty() ? "" : ", " + kots.image()));
    add("KOTS versions", kots.versions());
    add("KOTS sequence", kots.sequences());
    add("Air gap", kots.airgap() ? "yes" : "");
  }

  private void addContents() {
    BackupSpec spec = backup.spec();
    BackupStatus status = backup.status();
    add(
        "Namespaces",
        spec.isAllNamespaces() ? "all" : String.join(", ", spec.includedNamespaces()));
    add("Excluded namespaces", String.join(", ", spec.excludedNamespaces()));
    add(
        "Cluster resources",
        spec.includeClusterResources() == null
            ? "those that the namespaces use"
            : spec.includeClusterResources() ? "all" : "none");
    add("Resources", String.join(", ", spec.includedResources()));
    add("Excluded resources", String.join(", ", spec.excludedResources()));
    add(
        "Selector",
        spec.labelSelectors().stream()
            .map(LabelSelector::toString)
            .collect(Collectors.joining(" or ")));
    add("Items", items(status));
    add("Volume snapshots", attempts(status.volumeSnapshots()));
    add("CSI snapshots", attempts(status.csiVolumeSnapshots()));
    add("Hooks", attempts(status.hooks()));
    if (!backup.locationName().isEmpty()) {
      facts.add(
          new Fact(
              "Storage location",
              backup.locationName(),
              SnapshotLinks.location(backup.locationName()),
              null));
    }
    add("Errors", count(status.errors()));
    add("Warnings", count(status.warnings()));
  }

  private static String items(BackupStatus status) {
    long total = status.progress().total();
    if (total == 0) {
      return "";
    }
    return status.progress().done() == total
        ? "%,d".formatted(total)
        : "%,d of %,d".formatted(status.progress().done(), total);
  }

  private static String attempts(Attempts attempts) {
    if (attempts.attempted() == 0) {
      return "";
    }
    return attempts.failed() == 0
        ? "%,d".formatted(attempts.attempted())
        : "%,d, %,d failed".formatted(attempts.attempted(), attempts.failed());
  }

  private static String count(long number) {
    return number == 0 ? "" : "%,d".formatted(number);
  }

  private void add(String label, String text) {
    if (!text.isEmpty()) {
      facts.add(new Fact(label, text, null, null));
    }
  }

  private void addTime(String label, @Nullable TimestampView time, String note) {
    if (time != null) {
      facts.add(new Fact(label, note, null, time));
    }
  }
}
