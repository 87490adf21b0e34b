package dev.signalbox.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Adds entity tags and responds with 304 to conditional requests, which don't count against the
 * rate limit ("Best practices for using the REST API", use conditional requests).
 */
final class EntityTags {

  private EntityTags() {}

  static GitHubStubResponse applyTo(GitHubStubResponse response, String ifNoneMatch) {
    if (response.status() != 200) {
      return response;
    }
    String tag = "W/\"" + hash(response.body()) + "\"";
    GitHubStubResponse tagged =
        response
            .withHeader("ETag", tag)
            .withHeader("Cache-Control", "private, max-age=60, s-maxage=60")
            .withHeader("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP");
    return ifNoneMatch.contains(tag) || ifNoneMatch.equals(tag.substring(2))
        ? new GitHubStubResponse(304, tagged.headers(), "")
        : tagged;
  }

  private static String hash(String body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
