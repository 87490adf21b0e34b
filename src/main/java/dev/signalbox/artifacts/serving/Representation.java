package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactHeaders;
import dev.signalbox.artifacts.ContentEncoding;
import dev.signalbox.artifacts.policy.ContentDecision;
import dev.signalbox.artifacts.policy.ContentTypePolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * An artifact as it is sent: its headers by the policy, and its encoding.
 *
 * @param etag strong; differs with the policy, because a browser that has the artifact in its cache
 *     would otherwise continue to use the earlier headers
 */
record Representation(
    Artifact artifact, Map<String, String> headers, ContentEncoding encoding, String etag) {

  /**
   * Decides how an artifact is sent.
   *
   * @param isDownload whether the user chose to save the artifact
   * @param isSeparateOrigin whether it is sent from the separate origin
   */
  static Representation of(
      Artifact artifact,
      ContentTypePolicy policy,
      boolean isDownload,
      boolean isSeparateOrigin,
      ContentEncoding encoding) {
    ContentDecision decision = policy.decide(artifact.contentType(), artifact.name());
    Map<String, String> headers =
        ArtifactHeaders.of(
            isDownload ? ContentDecision.download("A download was requested.") : decision,
            artifact.name(),
            isSeparateOrigin);
    String stored = artifact.etag().substring(1, artifact.etag().length() - 1);
    String etag =
        "\"%s-%s%s\"".formatted(stored, fingerprint(headers), encoding.isDecoded() ? "-d" : "");
    return new Representation(artifact, headers, encoding, etag);
  }

  String contentType() {
    return headers.getOrDefault(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
  }

  /** Whether ranges of the stored bytes are ranges of what the client receives. */
  boolean supportsRanges() {
    return !encoding.isEncoded();
  }

  private static String fingerprint(Map<String, String> headers) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(headers.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available.", e);
    }
  }
}
