package dev.signalbox.velero.files;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.DownloadRequest;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.diagnosis.DownloadDiagnosis;
import dev.signalbox.velero.diagnosis.DownloadDiagnosis.FileProblem;
import dev.signalbox.velero.files.BackupFileStore.FileOwner;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.RawText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Downloads one file: requests a signed URL from Velero, and the file from the storage. */
@Component
class FileDownload {

  private static final Logger log = LoggerFactory.getLogger(FileDownload.class);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
  private static final int MAX_POLLS = 80;
  private static final long MAX_BYTES = 512L << 20;

  private final DownloadRequests requests;
  private final ObjectStorage storage;
  private final VeleroState velero;

  FileDownload(DownloadRequests requests, ObjectStorage storage, VeleroState velero) {
    this.requests = requests;
    this.storage = storage;
    this.velero = velero;
  }

  /**
   * Downloads a file to a new temporary file. Blocks.
   *
   * @throws DownloadFailedException if it can't be downloaded
   */
  Path download(FileOwner owner, BackupFileKind kind) {
    StorageLocation location =
        velero
            .inventory()
            .location(owner.location())
            .orElseThrow(() -> unprocessed(owner, "The storage location does not exist."));
    try {
      URI url = allowed(signedUrl(owner, kind), location);
      Optional<String> ca =
          location.hasCaCertificate() ? requests.caCertificate(location.name()) : Optional.empty();
      Path file = Files.createTempFile("signalbox-snapshot-", ".gz");
      boolean complete = false;
      try {
        checkAddress(url, location);
        storage.download(url, ca.orElse(null), file, MAX_BYTES);
        complete = true;
        return file;
      } finally {
        if (!complete) {
          Files.deleteIfExists(file);
        }
      }
    } catch (RemoteSystemException e) {
      throw new DownloadFailedException(
          new DownloadDiagnosis.RequestFailed(e.tried(), e.advice()), e.response());
    } catch (IOException e) {
      throw new DownloadFailedException(FileProblem.NO_SPACE, e.toString());
    }
  }

  private String signedUrl(FileOwner owner, BackupFileKind kind) {
    String name = requests.create(owner.name(), kind);
    try {
      for (int i = 0; i < MAX_POLLS; i++) {
        Optional<DownloadRequest> request = requests.read(name);
        if (request.isEmpty()) {
          break;
        }
        if (request.get().isReady()) {
          return request.get().url();
        }
        Thread.sleep(POLL_INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      delete(name);
    }
    throw unprocessed(
        owner, "No URL within " + POLL_INTERVAL.multipliedBy(MAX_POLLS).toSeconds() + " s.");
  }

  /** The URL comes from a resource that others may write. */
  private static URI allowed(String text, StorageLocation location) {
    @Nullable URI url = DownloadUrlPolicy.check(text, location);
    if (url == null) {
      throw notAllowed(text);
    }
    checkAddress(url, location);
    return url;
  }

  /** A name may have another address now than at the first check. */
  private static void checkAddress(URI url, StorageLocation location) {
    if (!AddressPolicy.allows(url.getHost(), mayBeLoopback(url, location))) {
      throw notAllowed(url.toString());
    }
  }

  /** Returns whether the host was chosen by the operator, as in a sandbox. */
  private static boolean mayBeLoopback(URI url, StorageLocation location) {
    return Stream.of("s3Url", "publicUrl")
        .map(location::setting)
        .anyMatch(setting -> setting.contains("//" + url.getHost()));
  }

  private static DownloadFailedException notAllowed(String url) {
    return new DownloadFailedException(
        FileProblem.HOST_NOT_ALLOWED, "The signed URL begins with " + beginning(url) + ".");
  }

  /** Returns scheme and host, without the signature. */
  private static String beginning(String url) {
    String withoutQuery = url.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
    return RawText.shorten(withoutQuery.replaceFirst("(://[^/]*)/.*", "$1/"), 200);
  }

  /** Velero deletes a request after 10 minutes otherwise. */
  private void delete(String name) {
    try {
      requests.delete(name);
    } catch (RemoteSystemException e) {
      log.debug("Could not delete the download request {}", name, e);
    }
  }

  private DownloadFailedException unprocessed(FileOwner owner, String response) {
    VeleroInventory inventory = velero.inventory();
    return new DownloadFailedException(
        DownloadDiagnosis.unprocessed(inventory.view(), owner.phase(inventory), owner.location()),
        response);
  }
}
