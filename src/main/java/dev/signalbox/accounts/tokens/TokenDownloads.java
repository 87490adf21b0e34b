package dev.signalbox.accounts.tokens;

import dev.signalbox.web.ActiveDownloads;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Aborts downloads whose API token was revoked or has expired. */
@Component
class TokenDownloads {

  private final ActiveDownloads downloads;
  private final TokenRepository tokens;
  private final Clock clock;

  TokenDownloads(ActiveDownloads downloads, TokenRepository tokens, Clock clock) {
    this.downloads = downloads;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT5S")
  void abortUnauthorized() {
    downloads.abort(
        user -> user instanceof ApiCaller caller && !isActive(caller),
        "The API token was revoked or has expired.");
  }

  private boolean isActive(ApiCaller caller) {
    return tokens.find(caller.token()).filter(token -> token.isActive(clock.instant())).isPresent();
  }
}
