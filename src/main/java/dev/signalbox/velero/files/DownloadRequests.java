package dev.signalbox.velero.files;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.DownloadRequest;
import java.util.Optional;

/**
 * DownloadRequests of Velero, to which it responds with a signed URL. Not marked as mutating: they
 * affect no other object. All methods block for at most 10 s, and throw {@link
 * RemoteSystemException}.
 */
public interface DownloadRequests {

  /** Creates a request and returns its name. */
  String create(String backup, BackupFileKind kind);

  /** Returns a request, or empty if Velero has deleted it. */
  Optional<DownloadRequest> read(String name);

  /** Deletes a request; one that doesn't exist is ignored. */
  void delete(String name);

  /** Returns the CA certificates of a storage location in PEM, or empty if it has none. */
  Optional<String> caCertificate(String location);
}
