package dev.signalbox.velero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Velero DownloadRequest.
 *
 * @param url signed URL, valid for 10 minutes; empty until processed. Velero leaves a request
 *     unprocessed without a message if it can't open the object storage.
 */
public record DownloadRequest(
    ResourceMetadata metadata, RequestPhase phase, String url, @Nullable Instant expiresAt) {

  /** Reads a DownloadRequest ({@code velero.io/v1}). */
  public static DownloadRequest read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new DownloadRequest(
        ResourceMetadata.read(json),
        RequestPhase.of(json.text("status", "phase")),
        json.text("status", "downloadURL"),
        json.instant("status", "expiration"));
  }

  public boolean isReady() {
    return !url.isEmpty();
  }
}
