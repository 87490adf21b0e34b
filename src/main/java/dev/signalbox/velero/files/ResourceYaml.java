package dev.signalbox.velero.files;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.VeleroResource;
import java.util.Optional;

/** Reads Velero's resources as YAML. */
public interface ResourceYaml {

  /**
   * Returns a resource as YAML, without managed fields; empty if it doesn't exist. Blocks for at
   * most 3 s.
   *
   * @throws RemoteSystemException if the API server doesn't respond
   */
  Optional<String> read(VeleroResource resource, String name);
}
