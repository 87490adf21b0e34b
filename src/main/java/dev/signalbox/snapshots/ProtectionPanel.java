package dev.signalbox.snapshots;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.schedule.ProtectionStatus;
import dev.signalbox.velero.state.ScheduleStatus;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroInventory.NodeAgents;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of protection: how much would be lost, and whether the next snapshot can be taken.
 *
 * @param status whether the last good snapshot is within the objective
 * @param sentence explains the status
 */
record ProtectionPanel(StatusLabel status, String sentence, List<Figure> figures) {

  static ProtectionPanel of(VeleroInventory inventory, Clock clock) {
    ProtectionStatus protection = inventory.protection();
    return new ProtectionPanel(
        label(protection),
        sentence(protection, inventory.missedRuns()),
        List.of(
            lastGood(protection),
            nextRun(inventory, clock),
            location(inventory),
            agents(inventory.agents())));
  }

  static StatusLabel label(ProtectionStatus protection) {
    return switch (protection.level()) {
      case WITHIN -> StatusLabel.ok("Within objective");
      case EXCEEDED -> StatusLabel.bad("Objective exceeded");
      case UNPROTECTED -> StatusLabel.bad("No good snapshot");
    };
  }

  private static String sentence(ProtectionStatus protection, int missed) {
    String objective = TimestampView.formatDuration(protection.objective());
    String state =
        switch (protection.level()) {
          case WITHIN, EXCEEDED ->
              "A restore now would lose the changes of the last %s. The objective is %s."
                  .formatted(age(protection), objective);
          case UNPROTECTED ->
              "There is no completed snapshot to restore from. The objective is %s."
                  .formatted(objective);
        };
    return missed == 0
        ? state
        : state
            + (missed == 1
                ? " 1 scheduled run was missed in 7 days."
                : " %,d scheduled runs were missed in 7 days.".formatted(missed));
  }

  private static String age(ProtectionStatus protection) {
    return protection.age() == null ? "" : TimestampView.formatDuration(protection.age());
  }

  static Figure lastGood(ProtectionStatus protection) {
    @Nullable Backup last = protection.lastGood();
    String objective = "objective " + TimestampView.formatDuration(protection.objective());
    @Nullable Duration age = protection.age();
    return last == null || age == null
        ? new Figure(
            "Last good snapshot", "None", objective, SnapshotLinks.LIST + "?state=completed")
        : new Figure(
            "Last good snapshot",
            TimestampView.formatDuration(age) + " ago",
            objective,
            SnapshotLinks.show(last.name()));
  }

  static Figure nextRun(VeleroInventory inventory, Clock clock) {
    Optional<ScheduleStatus> next =
        inventory.schedules().stream()
            .filter(schedule -> schedule.next().isPresent())
            .min(Comparator.comparing(schedule -> schedule.next().orElse(Instant.MAX)));
    if (next.isEmpty()) {
      return new Figure(
          "Next run",
          "None",
          inventory.schedules().isEmpty() ? "no schedule" : "no active schedule",
          SnapshotLinks.LIST);
    }
    String schedule = next.get().schedule().name();
    TimestampView at = TimestampView.of(next.get().next().orElseThrow(), clock);
    return new Figure(
        "Next run", at.relative(), schedule, SnapshotLinks.ofSchedule(schedule), true);
  }

  private static Figure location(VeleroInventory inventory) {
    Optional<StorageLocation> location =
        inventory.defaultLocation().or(() -> inventory.locations().stream().findFirst());
    String value =
        location
            .map(
                one ->
                    switch (one.phase()) {
                      case AVAILABLE -> one.readOnly() ? "Read-only" : "Available";
                      case UNAVAILABLE -> "Unavailable";
                      case NEW -> "Not validated";
                      case UNKNOWN -> one.phaseText();
                    })
            .orElse("None");
    return new Figure(
        "Storage location",
        value,
        location.map(StorageLocation::name).orElse(null),
        SnapshotLinks.HEALTH);
  }

  private static Figure agents(NodeAgents agents) {
    return new Figure(
        "Node agents ready",
        Integer.toString(agents.ready()),
        "of " + agents.desired(),
        SnapshotLinks.HEALTH);
  }
}
