package dev.signalbox.velero;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The Velero server: its Deployment and pod.
 *
 * @param image image of the container; its tag is the version if the server doesn't respond
 * @param podReason why the pod isn't running, such as {@code CrashLoopBackOff}; otherwise empty
 * @param lastRestartAt end of the container's last run; null if it never restarted
 * @param timeZone environment variable TZ of the container; empty for UTC
 * @param unavailableSince since when no pod of the Deployment is available; null if one is, or if
 *     the time is unknown
 */
public record VeleroServer(
    String namespace,
    String deployment,
    String image,
    int desiredReplicas,
    int availableReplicas,
    String podReason,
    @Nullable Instant lastRestartAt,
    boolean outOfMemory,
    String timeZone,
    @Nullable Instant unavailableSince) {

  /** Returns the tag of the image, such as {@code v1.14.1}, or an empty text. */
  public String imageVersion() {
    String withoutDigest = image.replaceAll("@.*$", "");
    int colon = withoutDigest.lastIndexOf(':');
    return colon > withoutDigest.lastIndexOf('/') ? withoutDigest.substring(colon + 1) : "";
  }

  /** Returns the time zone of a server, from its environment variable TZ; UTC if it is unknown. */
  public static ZoneId zone(@Nullable VeleroServer server) {
    try {
      return server == null || server.timeZone.isEmpty()
          ? ZoneOffset.UTC
          : ZoneId.of(server.timeZone);
    } catch (DateTimeException e) {
      // Go uses UTC for an unknown zone, too
      return ZoneOffset.UTC;
    }
  }

  public boolean isAvailable() {
    return availableReplicas > 0;
  }
}
