package dev.signalbox.velero;

import tools.jackson.databind.JsonNode;

/**
 * A Velero DownloadRequest.
 *
 * @param url signed URL, valid for 10 minutes; empty until processed. Velero leaves a request
 *     unprocessed without a message if it can't open the object storage.
 */
public record DownloadRequest(String url) {

  /** Reads a DownloadRequest ({@code velero.io/v1}). */
  public static DownloadRequest read(JsonNode object) {
    return new DownloadRequest(ResourceJson.of(object).text("status", "downloadURL"));
  }

  public boolean isReady() {
    return !url.isEmpty();
  }
}
