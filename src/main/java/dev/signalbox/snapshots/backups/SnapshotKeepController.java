package dev.signalbox.snapshots.backups;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.velero.Backup;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Starts or ends the exemption of a snapshot from the retention rules. */
@Controller
@InSection(Section.SNAPSHOTS)
class SnapshotKeepController {

  private final SnapshotLookup snapshots;
  private final BackupKeep keep;
  private final FlashCookie flashes;

  SnapshotKeepController(SnapshotLookup snapshots, BackupKeep keep, FlashCookie flashes) {
    this.snapshots = snapshots;
    this.keep = keep;
    this.flashes = flashes;
  }

  @PostMapping("/snapshots/{name}/keep")
  String keep(@PathVariable String name, HttpServletResponse response) {
    Backup backup = snapshots.get(name);
    boolean changed = keep.set(backup, true);
    flashes.add(
        response,
        FlashMessage.success(
            (changed ? "Kept: the retention rules don't delete it." : "It was kept already.")
                + expiry(backup)));
    return "redirect:" + SnapshotLinks.show(backup.name());
  }

  @DeleteMapping("/snapshots/{name}/keep")
  String release(@PathVariable String name, HttpServletResponse response) {
    Backup backup = snapshots.get(name);
    boolean changed = keep.set(backup, false);
    flashes.add(
        response,
        FlashMessage.success(
            changed ? "No longer kept: the retention rules apply." : "It was not kept."));
    return "redirect:" + SnapshotLinks.show(backup.name());
  }

  private static String expiry(Backup backup) {
    return backup.status().expiresAt() == null
        ? ""
        : " Velero still deletes it at its expiry, after %s; this can't be changed after the start."
            .formatted(TimestampView.day(backup.status().expiresAt()));
  }
}
