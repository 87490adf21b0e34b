package dev.signalbox.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Entity tags and "nothing new", which costs no rate budget ("Best practices for using the REST
 * API", use conditional requests).
 */
final class EntityTags {

  private EntityTags() {}

  static Answer applyTo(Answer answer, String known) {
    if (answer.status() != 200) {
      return answer;
    }
    String tag = "W/\"" + hash(answer.body()) + "\"";
    Answer tagged =
        answer
            .with("ETag", tag)
            .with("Cache-Control", "private, max-age=60, s-maxage=60")
            .with("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP");
    return known.contains(tag) || known.equals(tag.substring(2))
        ? new Answer(304, tagged.headers(), "")
        : tagged;
  }

  private static String hash(String body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
