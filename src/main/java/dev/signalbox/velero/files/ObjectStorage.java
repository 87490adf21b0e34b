package dev.signalbox.velero.files;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The object storage, read with signed URLs. */
public interface ObjectStorage {

  /**
   * Downloads a file unmodified. Sends no credentials and follows no redirects.
   *
   * @param caCertificate trusted CA certificates in PEM; also those of Java are trusted
   * @param target an existing file, which is overwritten
   * @param maxBytes the largest accepted size
   * @throws DownloadFailedException if the storage doesn't send the file
   */
  void download(URI url, @Nullable String caCertificate, Path target, long maxBytes);
}
