package dev.signalbox.snapshots.schedules;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.snapshots.backups.BackupReadiness;
import dev.signalbox.snapshots.schedules.ScheduleFormPage.ScheduleFields;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.request.RequestOrigin;
import dev.signalbox.velero.request.VeleroCommands;
import dev.signalbox.velero.schedule.cron.CronCheck;
import dev.signalbox.velero.schedule.cron.CronDialect;
import dev.signalbox.velero.state.ScheduleStatus;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Creates the pages with the form of a schedule. */
@Component
class ScheduleFormPages {

  private final VeleroState velero;
  private final ClusterConnection cluster;
  private final BackupReadiness readiness;
  private final CurrentUserProvider users;
  private final Clock clock;

  ScheduleFormPages(
      VeleroState velero,
      ClusterConnection cluster,
      BackupReadiness readiness,
      CurrentUserProvider users,
      Clock clock) {
    this.velero = velero;
    this.cluster = cluster;
    this.readiness = readiness;
    this.users = users;
    this.clock = clock;
  }

  /** Checks an expression as the installed Velero reads it. */
  CronCheck check(String cron) {
    VeleroInventory inventory = velero.inventory();
    return CronCheck.of(
        cron,
        CronDialect.of(inventory.capabilities()),
        VeleroServer.zone(inventory.server()),
        clock.instant());
  }

  /** Rejects a new schedule if it is unclear which Velero would run it. */
  void checkVelero(Errors errors) {
    readiness.unclearVelero().ifPresent(why -> errors.rejectValue("name", "velero", why));
  }

  /** Returns an expression in words, with its next runs. */
  CronPreview preview(String cron) {
    return CronPreview.of(check(cron), VeleroServer.zone(velero.inventory().server()));
  }

  ScheduleFormPage create(ScheduleForm submitted, Errors errors) {
    VeleroInventory inventory = velero.inventory();
    ScheduleForm form =
        submitted.withDefaults(
            inventory.defaultLocation().map(StorageLocation::name).orElse("default"));
    return new ScheduleFormPage(
        velero.freshness(),
        null,
        null,
        ScheduleFormPage.notes(null, inventory.capabilities()),
        ScheduleFields.of(form, inventory.locations(), errors),
        preview(form.cronOrEmpty()),
        new ActionButton(
            "Create schedule", readiness.unclearVelero().orElse(disabled("create", inventory))),
        VeleroCommands.createSchedule(
            ScheduleDraft.create(form, cluster, RequestOrigin.NONE), inventory.capabilities()),
        null);
  }

  ScheduleFormPage change(ScheduleLookup.Found found, ScheduleForm submitted, Errors errors) {
    ScheduleStatus status = found.status();
    VeleroInventory inventory = velero.inventory();
    ScheduleForm form = submitted.withDefaults(status.schedule());
    return new ScheduleFormPage(
        velero.freshness(),
        status.schedule().name(),
        form.seen(),
        ScheduleFormPage.notes(status.schedule(), inventory.capabilities()),
        ScheduleFields.of(form, inventory.locations(), errors),
        preview(form.cronOrEmpty()),
        new ActionButton(
            "Save schedule",
            found.stored()
                ? "It is stored in Signalbox. Resume it first."
                : disabled("patch", inventory)),
        null,
        ScheduleFormPage.actions(
            found,
            clock,
            readOnly(),
            denied("patch", VeleroResource.SCHEDULE),
            denied("create", VeleroResource.BACKUP),
            denied("delete", VeleroResource.SCHEDULE)));
  }

  /** Returns why schedules can't be changed, or null. */
  @Nullable String disabled(String verb, VeleroInventory inventory) {
    @Nullable String readOnly = readOnly();
    if (readOnly != null) {
      return readOnly;
    }
    return inventory.capabilities().isInstalled()
        ? denied(verb, VeleroResource.SCHEDULE)
        : "Velero is not installed, or its resources have not been read yet.";
  }

  private @Nullable String readOnly() {
    return users.currentUser().map(CurrentUser::readOnlyReason).orElse(null);
  }

  private @Nullable String denied(String verb, VeleroResource resource) {
    return readiness.denied(verb, resource).orElse(null);
  }
}
