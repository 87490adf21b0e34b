package dev.signalbox.accounts.tokens;

import dev.signalbox.coordination.BackgroundExecutors;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Records a token's last use asynchronously, at most once per minute and token. */
@Component
class TokenUsageRecorder {

  private static final Logger log = LoggerFactory.getLogger(TokenUsageRecorder.class);

  private static final Duration UPDATE_INTERVAL = Duration.ofMinutes(1);

  private final ExecutorService writers = BackgroundExecutors.virtualThreads(log);
  private final TokenRepository tokens;

  TokenUsageRecorder(TokenRepository tokens) {
    this.tokens = tokens;
  }

  void recordUse(TokenWithOwner token, String address, Instant now) {
    Instant updatedBefore = now.minus(UPDATE_INTERVAL);
    @Nullable Instant last = token.lastUsedAt();
    if (last == null || last.isBefore(updatedBefore)) {
      writers.execute(() -> tokens.recordUse(token.id(), address, now, updatedBefore));
    }
  }

  @PreDestroy
  void finish() {
    writers.close();
  }
}
