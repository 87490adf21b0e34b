package dev.signalbox.restores;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.commands.BackupCommands;
import dev.signalbox.velero.request.VeleroCommands;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.status.SnapshotHealth;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.TimestampView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Prepares a restore for the page and for its start: the snapshot, the checks, the preview. */
@Component
class RestorePreparation {

  private final VeleroState velero;
  private final BackupCommands backups;
  private final RestorePreviews previews;
  private final RestoreReadiness readiness;
  private final StorageReadiness storage;
  private final SnapshotHealth health;
  private final Clock clock;

  RestorePreparation(
      VeleroState velero,
      BackupCommands backups,
      RestorePreviews previews,
      RestoreReadiness readiness,
      StorageReadiness storage,
      SnapshotHealth health,
      Clock clock) {
    this.velero = velero;
    this.backups = backups;
    this.previews = previews;
    this.readiness = readiness;
    this.storage = storage;
    this.health = health;
    this.clock = clock;
  }

  /**
   * A restore that may be started.
   *
   * @param isPartial whether the user must accept that data is missing
   */
  record Prepared(
      RestoreOrder order, RestorePreview preview, List<RestoreCheck> checks, boolean isPartial) {

    /** Returns the checks because of which it can't start now. */
    List<RestoreCheck> unmet() {
      return checks.stream().filter(RestoreCheck::preventsStart).toList();
    }
  }

  /**
   * Prepares the restore of a form.
   *
   * @throws ObjectNotFoundException if there is no such snapshot
   */
  Prepared of(RestoreForm form) {
    Backup backup = snapshot(form.snapshotOrEmpty());
    RestoreOrder order = form.order(backup);
    RestorePreview preview = previews.of(backup, order.mode());
    return new Prepared(
        order,
        preview,
        Stream.of(namespace(), readiness.check(order, preview), storage.check(backup, preview))
            .flatMap(List::stream)
            .toList(),
        new SnapshotChecks(velero.inventory(), velero.caches(), null).isPartial(backup));
  }

  private List<RestoreCheck> namespace() {
    return health.unclearNamespace().stream()
        .map(unclear -> RestoreCheck.blocked("Velero", unclear.finding(), unclear.remedy()))
        .toList();
  }

  NewRestorePage page(RestoreForm form, @Nullable Errors errors, @Nullable String readOnlyReason) {
    Prepared prepared = of(form);
    Backup backup = prepared.order().backup();
    return NewRestorePage.of(
        new NewRestorePage.Source(
            backup,
            form,
            url(form, backup),
            RestoreFields.of(form, backup, prepared.isPartial(), errors),
            prepared.preview(),
            prepared.checks(),
            readOnlyReason,
            TimestampView.ofNullable(backup.sortTime(), clock),
            command(backup),
            velero.freshness()));
  }

  /** Returns the command of the last step, which adds what is missing. */
  private String command(Backup backup) {
    return VeleroCommands.createRestore(
        backup,
        VeleroNames.restore(backup.name(), clock.instant()),
        backup.spec().isAllNamespaces()
            ? List.of(velero.cluster().installationNamespace())
            : List.of(),
        SignalboxLabels.APP_NAME);
  }

  private Backup snapshot(String name) {
    Optional<Backup> known = velero.inventory().backup(name);
    return (known.isPresent() || name.isEmpty() || velero.backupsStatus().isSynced()
            ? known
            : backups.find(name))
        .orElseThrow(
            () -> new ObjectNotFoundException("snapshot", name, "/snapshots", "snapshots"));
  }

  private static String url(RestoreForm form, Backup backup) {
    return "/restores/new?snapshot="
        + URLEncoder.encode(backup.name(), StandardCharsets.UTF_8)
        + "&mode="
        + form.modeOrDefault().code()
        + (form.takesSafetySnapshot() ? "" : "&withoutSafety=true")
        + (form.undoOf() == null ? "" : "&undo=" + form.undoOf());
  }
}
