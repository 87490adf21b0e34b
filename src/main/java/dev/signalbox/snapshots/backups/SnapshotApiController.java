package dev.signalbox.snapshots.backups;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.PageLinks;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.snapshots.backups.BackupCreation.BackupOutcome;
import dev.signalbox.snapshots.backups.BackupDeletion.DeletionOutcome;
import dev.signalbox.snapshots.retention.RetentionPeriod;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ListPage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Snapshots in the API. Uses the same services as the pages, so the same rules apply. */
@RestController
@RequestMapping("/api/v1/snapshots")
class SnapshotApiController {

  private static final String READERS = "Scope read and the role viewer or admin.";
  private static final String ADMINS = "Scope write and the role admin.";
  private static final int MAX_LIMIT = 1000;

  private final SnapshotLookup snapshots;
  private final BackupCreation creation;
  private final BackupDeletion deletion;
  private final VeleroState velero;
  private final CurrentActor actors;
  private final ConsoleProperties settings;

  SnapshotApiController(
      SnapshotLookup snapshots,
      BackupCreation creation,
      BackupDeletion deletion,
      VeleroState velero,
      CurrentActor actors,
      ConsoleProperties settings) {
    this.snapshots = snapshots;
    this.creation = creation;
    this.deletion = deletion;
    this.velero = velero;
    this.actors = actors;
    this.settings = settings;
  }

  @ApiOperation(
      id = "listSnapshots",
      value = "List snapshots",
      needs =
          READERS
              + " Newest first. The Link header leads to the next page. Returns 503 until the"
              + " snapshots have been read for the first time.",
      query = "limit=100")
  @GetMapping
  ResponseEntity<List<SnapshotJson>> list(
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String after) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(ApiProblem.ofField("limit", "Must be from 1 to 1,000."));
    }
    if (!velero.backupsStatus().isSynced()) {
      throw unread();
    }
    List<Backup> all = velero.inventory().backups();
    int from = after == null ? 0 : positionAfter(after, all);
    List<Backup> page = all.stream().skip(from).limit(limit).toList();
    @Nullable String next =
        from + page.size() < all.size()
            ? "/api/v1/snapshots?limit=" + limit + "&after=" + page.getLast().uid()
            : null;
    return ResponseEntity.ok()
        .headers(PageLinks.of(new ListPage<>(page, null, next), settings.publicUrl().uri()))
        .body(page.stream().map(this::json).toList());
  }

  @ApiOperation(id = "getSnapshot", value = "Get a snapshot", needs = READERS)
  @GetMapping("/{name}")
  SnapshotJson read(@PathVariable String name) {
    return json(existing(name));
  }

  @ApiOperation(
      id = "takeSnapshot",
      value = "Take a snapshot",
      needs =
          ADMINS
              + " Returns the snapshot once Velero has the request; its phase shows the progress."
              + " Fails with 409 while the storage location is not available.",
      example =
          "{\"reason\": \"before upgrade\", \"retention_amount\": 2, \"retention_unit\":"
              + " \"weeks\"}")
  @PostMapping
  SnapshotJson create(@Valid @RequestBody SnapshotRequestJson body) {
    if ("partial".equals(body.kind()) && LabelExpression.parse(body.labels()) == null) {
      throw new ApiException(ApiProblem.ofField("labels", LabelExpression.INVALID));
    }
    VeleroInventory inventory = velero.inventory();
    String location = inventory.defaultLocation().map(StorageLocation::name).orElse("default");
    return switch (creation.take(body.toForm().order(location))) {
      case BackupOutcome.Taken taken -> json(taken.backup());
      case BackupOutcome.Blocked blocked ->
          throw new ApiException(
              ApiProblem.of(
                  HttpStatus.CONFLICT,
                  "snapshot-blocked",
                  "No snapshot was taken. " + String.join(" ", blocked.reasons())));
    };
  }

  @ApiOperation(
      id = "deleteSnapshot",
      value = "Delete a snapshot",
      needs =
          ADMINS
              + " Requests the deletion from Velero and returns the snapshot, which exists until"
              + " Velero has deleted its files. A repeated request replaces one that is stuck.")
  @DeleteMapping("/{name}")
  SnapshotJson delete(@PathVariable String name) {
    return switch (deletion.request(name, "", "", actors.actor())) {
      case DeletionOutcome.Requested requested -> json(requested.backup());
      // DELETE is idempotent
      case DeletionOutcome.InProgress progress -> json(progress.backup());
      case DeletionOutcome.StillRunning running ->
          throw new ApiException(
              ApiProblem.of(
                  HttpStatus.CONFLICT,
                  "snapshot-in-progress",
                  "The snapshot is being taken. Delete it after it has finished."));
      case DeletionOutcome.InUse inUse ->
          throw new ApiException(
              ApiProblem.of(HttpStatus.CONFLICT, "snapshot-in-use", inUse.reason()));
      case DeletionOutcome.Replaced replaced -> json(replaced.backup());
      case DeletionOutcome.Gone gone -> throw notFound(name);
    };
  }

  private static int positionAfter(String uid, List<Backup> all) {
    return IntStream.range(0, all.size())
        .filter(at -> all.get(at).uid().equals(uid))
        .map(at -> at + 1)
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(ApiProblem.ofField("after", "Use the URL from the Link header.")));
  }

  private Backup existing(String name) {
    return snapshots.find(name).orElseThrow(() -> notFound(name));
  }

  private SnapshotJson json(Backup backup) {
    return SnapshotJson.of(
        backup, velero.inventory().isIncomplete(backup), velero.progress(backup).size());
  }

  private static ApiException notFound(String name) {
    return new ApiException(
        ApiProblem.of(HttpStatus.NOT_FOUND, "Snapshot " + name + " not found."));
  }

  private static ApiException unread() {
    return new ApiException(
        ApiProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "state-unavailable",
            "The snapshots have not been read yet. Try again."));
  }

  /**
   * The request for a snapshot.
   *
   * @param kind {@code full} (default) or {@code partial}
   * @param retentionAmount number of units after which Velero deletes it; default 1
   * @param retentionUnit default months, of 30 days
   * @param location name of the storage location; default Velero's default location
   * @param allVolumes whether the files of all volumes are saved; default true
   * @param labels labels of the objects of a partial snapshot, as {@code key=value}, separated by
   *     commas
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record SnapshotRequestJson(
      @NotBlank(message = BackupForm.REASON_REQUIRED)
          @Size(max = 500, message = "Must be at most 500 characters.")
          String reason,
      @Pattern(regexp = "full|partial", message = "Must be full or partial.") @Nullable String kind,
      @Min(value = 1, message = "Must be 1 or more.")
          @Max(value = RetentionPeriod.MAX_AMOUNT, message = "Must be 100 or less.")
          @Nullable Integer retentionAmount,
      @Pattern(
              regexp = "days|weeks|months|years",
              message = "Must be days, weeks, months or years.")
          @Nullable String retentionUnit,
      @Size(max = 253) @Nullable String location,
      @Nullable Boolean allVolumes,
      @Size(max = 1000) @Nullable String labels) {

    /** Returns the form of the page with the same values. */
    BackupForm toForm() {
      return new BackupForm(
          kind, reason, retentionAmount, retentionUnit, location, allVolumes, labels, null);
    }
  }

  /**
   * A snapshot in the API.
   *
   * @param kind {@code full}, {@code partial}, or {@code custom} if another tool created it
   * @param trigger {@code manual}, {@code schedule} or {@code safety}
   * @param phase Velero's phase
   * @param state name of a {@link SnapshotState}, in lower case
   * @param incomplete whether data of an expected volume is missing although it has completed
   * @param kept whether it is exempt from the retention rules
   * @param schedule the schedule that made it, or null
   * @param bytes size of the volume data so far
   * @param startedAt null until it has started
   * @param completedAt null until it has ended
   * @param expiresAt when Velero deletes it; null until it has started
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record SnapshotJson(
      String name,
      String uid,
      String kind,
      String trigger,
      String phase,
      String state,
      boolean incomplete,
      boolean kept,
      @Nullable String schedule,
      String storageLocation,
      List<String> namespaces,
      long bytes,
      long warnings,
      long errors,
      @Nullable String requestedBy,
      @Nullable String reason,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      @Nullable Instant expiresAt) {

    static SnapshotJson of(Backup backup, boolean incomplete, long bytes) {
      return new SnapshotJson(
          backup.name(),
          backup.uid(),
          lower(backup.kind()),
          lower(backup.trigger()),
          backup.status().phaseText().isEmpty() ? "New" : backup.status().phaseText(),
          lower(backup.state()),
          incomplete,
          backup.isKept(),
          orNull(backup.scheduleName()),
          backup.spec().storageLocation(),
          backup.spec().includedNamespaces(),
          bytes,
          backup.status().warnings(),
          backup.status().errors(),
          orNull(backup.requestedBy()),
          orNull(backup.reason()),
          backup.status().startedAt(),
          backup.status().completedAt(),
          backup.status().expiresAt());
    }

    private static String lower(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : text;
    }
  }
}
