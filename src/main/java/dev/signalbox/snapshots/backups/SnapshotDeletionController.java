package dev.signalbox.snapshots.backups;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.snapshots.backups.BackupDeletion.DeletionOutcome;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import dev.signalbox.web.TypedName;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Deletes a snapshot by a request to Velero, or retries a deletion that did not finish. */
@Controller
@InSection(Section.SNAPSHOTS)
class SnapshotDeletionController {

  private final SnapshotLookup snapshots;
  private final BackupDeletion deletion;
  private final BackupReadiness readiness;
  private final VeleroState velero;
  private final CurrentActor actors;
  private final FlashCookie flashes;

  SnapshotDeletionController(
      SnapshotLookup snapshots,
      BackupDeletion deletion,
      BackupReadiness readiness,
      VeleroState velero,
      CurrentActor actors,
      FlashCookie flashes) {
    this.snapshots = snapshots;
    this.deletion = deletion;
    this.readiness = readiness;
    this.velero = velero;
    this.actors = actors;
    this.flashes = flashes;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/snapshots/{name}/deletion")
  String confirm(@PathVariable String name, Model model) {
    return page(snapshots.get(name), null, model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @DeleteMapping("/snapshots/{name}")
  String delete(
      @PathVariable String name,
      @Valid @ModelAttribute("form") DeletionForm form,
      HttpServletResponse response,
      Model model) {
    Backup known = snapshots.get(name);
    if (!TypedName.matches(form.typed(), known.name())) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(known, "The name doesn't match " + known.name() + ".", model);
    }
    return switch (deletion.request(known.name(), form.uidOrEmpty(), "", actors.actor())) {
      case DeletionOutcome.Requested requested ->
          redirect(
              FlashMessage.success(
                  requested.retried()
                      ? "The deletion of " + known.name() + " was requested again."
                      : "The deletion of " + known.name() + " was requested."),
              response);
      case DeletionOutcome.Gone gone ->
          redirect(FlashMessage.success(known.name() + " no longer exists."), response);
      case DeletionOutcome.StillRunning running ->
          conflict(running.backup(), "The snapshot is being taken.", response, model);
      case DeletionOutcome.InUse inUse -> conflict(inUse.backup(), inUse.reason(), response, model);
      case DeletionOutcome.InProgress progress ->
          conflict(
              progress.backup(),
              "Velero is processing a request to delete it. If it has not finished in "
                  + BackupDeletion.MAX_PROCESSING.toMinutes()
                  + " min, you can retry.",
              response,
              model);
      case DeletionOutcome.Replaced replaced ->
          conflict(
              replaced.backup(),
              "Another snapshot has this name now. Check that it is the one to delete.",
              response,
              model);
    };
  }

  private String redirect(FlashMessage flash, HttpServletResponse response) {
    flashes.add(response, flash);
    return "redirect:/snapshots";
  }

  private String conflict(
      Backup backup, String problem, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.CONFLICT.value());
    return page(backup, problem, model);
  }

  private String page(Backup backup, @Nullable String problem, Model model) {
    model.addAttribute("problem", problem);
    model.addAttribute("freshness", velero.freshness());
    model.addAttribute(
        "page",
        DeletionPage.of(
            backup,
            velero.inventory(),
            deletion.requests(backup),
            velero.volumes(backup).size(),
            readiness.denied("create", VeleroResource.DELETE_BACKUP_REQUEST)));
    return "snapshots/backups/deletion";
  }

  /**
   * The form that deletes a snapshot.
   *
   * @param uid the snapshot that the page has shown
   * @param typed the name, typed as a confirmation
   */
  record DeletionForm(@Size(max = 64) @Nullable String uid, @Nullable String typed) {

    String uidOrEmpty() {
      return uid == null ? "" : uid;
    }
  }
}
