package dev.signalbox.accounts.tokens;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notes when and from where a token was last used: beside the call, and once a minute at most. */
@Component
class TokenUses {

  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final Tokens tokens;

  TokenUses(Tokens tokens) {
    this.tokens = tokens;
  }

  void note(LiveToken token, String address, Instant now) {
    Instant worthNoting = now.minus(NOTED_EVERY);
    @Nullable Instant last = token.lastUsedAt();
    if (last == null || last.isBefore(worthNoting)) {
      writers.execute(() -> tokens.used(token.id(), address, now, worthNoting));
    }
  }

  @PreDestroy
  void finish() {
    writers.close();
  }
}
