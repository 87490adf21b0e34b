package dev.signalbox.velero.commands;

import dev.signalbox.remote.Mutating;
import dev.signalbox.velero.BackupSchedule;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Changes of Velero schedules. All methods throw {@link dev.signalbox.remote.RemoteSystemException}
 * if the request fails.
 */
public interface ScheduleCommands {

  /** A schedule with the complete object, from which it can be created again. */
  record StoredSchedule(BackupSchedule schedule, JsonNode object) {}

  /** Returns a schedule as the API server has it now. */
  Optional<StoredSchedule> findSchedule(String name);

  /**
   * Creates a schedule.
   *
   * @param manifest the object with {@code metadata.name}, {@code metadata.labels}, {@code
   *     metadata.annotations} and {@code spec}; other fields are ignored
   */
  @Mutating
  void createSchedule(JsonNode manifest);

  /**
   * Changes fields of a schedule. Fails with {@code Conflict} if it has changed since it was read.
   *
   * @param patch a JSON merge patch of metadata and spec
   */
  @Mutating
  void patchSchedule(BackupSchedule schedule, JsonNode patch);

  /** Deletes a schedule. Its backups stay. */
  @Mutating
  void deleteSchedule(BackupSchedule schedule);
}
