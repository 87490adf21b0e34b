package dev.signalbox.github;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.secrets.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A complete response from GitHub.
 *
 * @param secrets the secrets of the request, redacted in {@link #summary()}: a server can echo them
 */
record GitHubResponse(int status, HttpHeaders headers, String body, List<Secret> secrets) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT);

  boolean isSuccessful() {
    return status >= 200 && status < 300;
  }

  @Nullable String header(String name) {
    return headers.getFirst(name);
  }

  Instant retryAt(Clock clock) {
    @Nullable String seconds = header(HttpHeaders.RETRY_AFTER);
    if (seconds != null && seconds.matches("\\d{1,6}")) {
      return clock.instant().plusSeconds(Long.parseLong(seconds));
    }
    @Nullable String reset = header("x-ratelimit-reset");
    return reset != null && reset.matches("\\d{1,12}")
        ? Instant.ofEpochSecond(Long.parseLong(reset))
        : clock.instant().plusSeconds(60);
  }

  /** Whether the primary or the secondary rate limit is exceeded. */
  boolean isRateLimited() {
    return status == 429
        || (status == 403
            && (header(HttpHeaders.RETRY_AFTER) != null
                || "0".equals(header("x-ratelimit-remaining"))));
  }

  /**
   * Status and message, or the beginning of the body if it is not a GitHub error, on one line and
   * with secrets redacted.
   */
  String summary() {
    String safe = message();
    for (Secret secret : secrets.stream().filter(one -> !one.reveal().isBlank()).toList()) {
      safe = safe.replace(secret.reveal(), "(secret)");
    }
    String beginning =
        safe.replaceAll("\\s+", " ")
            .replaceAll("gh[a-z]_[A-Za-z0-9_.-]+|github_pat_[A-Za-z0-9_]+", "(token)");
    return status + " " + beginning.substring(0, Math.min(200, beginning.length()));
  }

  private String message() {
    if (!body.startsWith("{")) {
      return body;
    }
    try {
      return JsonMapper.shared().readTree(body).path("message").asString(body);
    } catch (JacksonException e) {
      return body;
    }
  }

  /** The exception for the status of this response. */
  RemoteSystemException exceptionForStatus(String attempt) {
    if (isRateLimited()) {
      return new Denied(
          RemoteSystem.GITHUB,
          attempt,
          "GitHub rate limit reached",
          "Try again " + retryTime() + ".",
          status);
    }
    if (status == 401 || status == 403 || status == 429) {
      return new Denied(
          RemoteSystem.GITHUB,
          attempt,
          summary(),
          "Check the settings and the rate limit of the OAuth app.",
          null);
    }
    return unexpected(attempt);
  }

  private String retryTime() {
    @Nullable String seconds = header(HttpHeaders.RETRY_AFTER);
    if (seconds != null && seconds.matches("\\d{1,6}")) {
      return "in " + seconds + " s";
    }
    @Nullable String reset = header("x-ratelimit-reset");
    return reset != null && reset.matches("\\d{1,12}")
        ? "after "
            + Instant.ofEpochSecond(Long.parseLong(reset)).atOffset(ZoneOffset.UTC).format(TIME)
        : "in a minute";
  }

  Unexpected unexpected(String attempt) {
    return new Unexpected(
        RemoteSystem.GITHUB,
        attempt,
        summary(),
        "Check whether a proxy responds instead of GitHub, then retry.",
        null);
  }
}
