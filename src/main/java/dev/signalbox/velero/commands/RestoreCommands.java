package dev.signalbox.velero.commands;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import dev.signalbox.velero.Restore;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Velero restores. All methods throw {@link dev.signalbox.remote.RemoteSystemException} if the
 * request fails. A create whose failure has no status or a status from 500 may have taken effect.
 */
public interface RestoreCommands {

  /**
   * Returns the restore of a request as the API server has it now.
   *
   * @param requestId the value of the label {@code signalbox.dev/request-id}
   */
  Optional<Restore> findRestore(String requestId);

  /**
   * Creates a restore, which Velero then runs. It can't be canceled.
   *
   * @param manifest the Restore
   */
  @Mutating(ActionRisk.HIGH)
  Restore createRestore(JsonNode manifest);
}
