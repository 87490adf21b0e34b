package dev.signalbox.snapshots;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpHeaders;

/** Sends the log of a snapshot or restore as a text file. */
public final class BackupLogDownload {

  private BackupLogDownload() {}

  /**
   * Sends a log.
   *
   * @param name name of the snapshot or restore, from which the name of the file is made
   * @param log the log as Velero stores it: compressed with gzip
   * @throws IOException if the log is damaged, or the client has closed the connection
   */
  public static void send(String name, Path log, HttpServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".log\"");
    response.setHeader("X-Accel-Buffering", "no");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(log))) {
      in.transferTo(response.getOutputStream());
    }
  }
}
