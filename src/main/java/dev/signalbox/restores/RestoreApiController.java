package dev.signalbox.restores;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.velero.Restore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The state of restores in the API. Restores are started on the pages only, because they need a
 * re-authentication.
 */
@RestController
@RequestMapping("/api/v1/snapshots/{name}/restores")
class RestoreApiController {

  private static final String READERS = "Scope read and the role viewer or admin.";

  private final RestoreLookup restores;

  RestoreApiController(RestoreLookup restores) {
    this.restores = restores;
  }

  @ApiOperation(
      id = "listRestores",
      value = "List restores of a snapshot",
      needs =
          READERS
              + " Newest first, at most 200. Empty also for a snapshot that does not exist: its"
              + " restores are kept longer.")
  @GetMapping
  List<RestoreJson> list(@PathVariable String name) {
    return restores.of(name).stream().limit(200).map(RestoreJson::of).toList();
  }

  @ApiOperation(id = "getRestore", value = "Get a restore", needs = READERS)
  @GetMapping("/{id}")
  RestoreJson read(@PathVariable String name, @PathVariable String id) {
    return restores
        .find(id)
        .filter(found -> found.snapshot().equals(name))
        .map(RestoreJson::of)
        .orElseThrow(
            () ->
                new ApiException(
                    ApiProblem.of(
                        HttpStatus.NOT_FOUND,
                        "Restore " + id + " of snapshot " + name + " not found.")));
  }

  /**
   * A restore in the API.
   *
   * @param id the id of its page; the name of the Restore if Signalbox didn't start it
   * @param restore name of the Restore in Velero
   * @param mode {@code merge} or {@code replace}; null if Signalbox didn't start it
   * @param state {@code running}, {@code paused}, {@code canceling}, {@code canceled} or {@code
   *     finished}; null if Signalbox didn't start it
   * @param step the current step; null if Signalbox didn't start it
   * @param phase Velero's phase; null until the Restore exists
   * @param note why it waits or is paused, or how it ended; null for none
   * @param safetySnapshot the snapshot taken before; null if none
   * @param endedAt null until it has ended
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record RestoreJson(
      String id,
      String restore,
      String snapshot,
      @Nullable String mode,
      @Nullable String state,
      @Nullable String step,
      @Nullable String phase,
      @Nullable String note,
      @Nullable String safetySnapshot,
      @Nullable String requestedBy,
      @Nullable String reason,
      long itemsRestored,
      long totalItems,
      long warnings,
      long errors,
      Instant createdAt,
      @Nullable Instant endedAt) {

    static RestoreJson of(RestoreLookup.Found found) {
      @Nullable RestoreOperation operation = found.operation();
      @Nullable Restore restore = found.restore();
      @Nullable RestoreOutcome outcome =
          operation != null && operation.outcome() != null
              ? operation.outcome()
              : restore == null ? null : RestoreOutcome.of(restore, List.of());
      return new RestoreJson(
          found.id(),
          found.name(),
          found.snapshot(),
          operation == null ? null : operation.mode().code(),
          operation == null ? null : lower(operation.state()),
          operation == null ? null : lower(operation.step()),
          outcome == null ? null : outcome.phase(),
          operation == null ? null : orNull(operation.note()),
          orNull(found.safetySnapshot()),
          operation != null
              ? operation.startedBy()
              : restore == null ? null : orNull(restore.requestedBy()),
          operation == null ? null : operation.reason(),
          outcome == null ? 0 : outcome.itemsRestored(),
          outcome == null ? 0 : outcome.totalItems(),
          outcome == null ? 0 : outcome.warnings(),
          outcome == null ? 0 : outcome.errors(),
          found.sortTime(),
          operation != null ? operation.endedAt() : restore == null ? null : restore.completedAt());
    }

    private static String lower(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : text;
    }
  }
}
