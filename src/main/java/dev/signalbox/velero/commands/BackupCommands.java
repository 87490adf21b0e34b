package dev.signalbox.velero.commands;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import dev.signalbox.velero.Backup;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Changes of Velero backups. All methods throw {@link dev.signalbox.remote.RemoteSystemException}
 * if the request fails. A change whose failure has no status or a status from 500 may have been
 * applied.
 */
public interface BackupCommands {

  /** Returns a backup as the API server has it now. */
  Optional<Backup> find(String name);

  /**
   * Returns the backup of a request, to find out whether a create that timed out took effect.
   *
   * @param requestId the value of the label {@code signalbox.dev/request-id}
   */
  Optional<Backup> findByRequest(String requestId);

  /**
   * Creates a backup, which Velero then takes.
   *
   * @param manifest the Backup
   */
  @Mutating
  Backup create(JsonNode manifest);

  /**
   * Requests the deletion of a backup with its files. The request has a generated name, so that a
   * second one replaces one that is stuck.
   */
  @Mutating(ActionRisk.HIGH)
  void requestDeletion(Backup backup);

  /** Starts or ends the exemption of a backup from the retention rules of Signalbox. */
  @Mutating(ActionRisk.LOW)
  void setKept(Backup backup, boolean kept);
}
