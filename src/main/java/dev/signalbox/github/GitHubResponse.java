package dev.signalbox.github;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.secrets.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A complete response from GitHub.
 *
 * @param secrets the secrets of the request, redacted in {@link #summary()}: a server can echo them
 */
record GitHubResponse(int status, HttpHeaders headers, String body, List<Secret> secrets) {

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

  /** Status and beginning of the body, on one line and with secrets redacted. */
  String summary() {
    String safe = body;
    for (Secret secret : secrets.stream().filter(one -> !one.reveal().isBlank()).toList()) {
      safe = safe.replace(secret.reveal(), "(secret)");
    }
    String beginning =
        safe.replaceAll("\\s+", " ")
            .replaceAll("gh[a-z]_[A-Za-z0-9_.-]+|github_pat_[A-Za-z0-9_]+", "(token)");
    return status + " " + beginning.substring(0, Math.min(200, beginning.length()));
  }

  /** The exception for the status of this response. */
  RemoteSystemException exceptionForStatus(String attempt) {
    if (status == 401 || status == 403 || status == 429) {
      return new Denied(
          attempt, summary(), "Check the settings and the rate limit of the OAuth app.", null);
    }
    return unexpected(attempt);
  }

  Unexpected unexpected(String attempt) {
    return new Unexpected(
        attempt, summary(), "Check whether a proxy responds instead of GitHub, then retry.", null);
  }
}
