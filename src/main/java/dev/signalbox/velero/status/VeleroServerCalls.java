package dev.signalbox.velero.status;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.ServerStatus;
import java.util.Optional;
import java.util.Set;

/**
 * Requests whose response shows that Velero works. All methods block, and throw {@link
 * RemoteSystemException}.
 */
public interface VeleroServerCalls {

  /** Creates a ServerStatusRequest, which Velero deletes after a minute, and returns its name. */
  String requestStatus();

  /** Returns a ServerStatusRequest, or empty if Velero has deleted it. */
  Optional<ServerStatus> status(String name);

  /** Deletes a ServerStatusRequest. */
  void deleteStatusRequest(String name);

  /** Returns the keys of a Secret in the namespace of Velero, or empty if it doesn't exist. */
  Optional<Set<String>> secretKeys(String name);

  /** Returns the namespaces of the whole cluster that contain a storage location. */
  Set<String> namespaces();
}
