package dev.signalbox.accounts.github;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.secrets.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What came back from GitHub, read to the end and closed.
 *
 * @param told the secrets of the question: whoever answers may send them back, we do not repeat it
 */
record GitHubAnswer(int status, HttpHeaders headers, String body, List<Secret> told) {

  boolean ok() {
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

  /** Status and the beginning of the body, on one line and without anything that is a token. */
  String summary() {
    String safe = body;
    for (Secret secret : told.stream().filter(one -> !one.reveal().isBlank()).toList()) {
      safe = safe.replace(secret.reveal(), "(secret)");
    }
    String beginning =
        safe.replaceAll("\\s+", " ")
            .replaceAll("gh[a-z]_[A-Za-z0-9_.-]+|github_pat_[A-Za-z0-9_]+", "(token)");
    return status + " " + beginning.substring(0, Math.min(200, beginning.length()));
  }

  /** The failure that an answer of this status is. */
  OutsideWorldException refusal(String attempt) {
    if (status == 401 || status == 403 || status == 429) {
      return new Refused(
          attempt, summary(), "look at the OAuth App's settings and rate limit", null);
    }
    return unexpected(attempt);
  }

  Unexpected unexpected(String attempt) {
    return new Unexpected(
        attempt, summary(), "look whether a proxy answers in GitHub's place, and try again", null);
  }
}
