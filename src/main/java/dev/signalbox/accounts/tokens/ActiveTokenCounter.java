package dev.signalbox.accounts.tokens;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Counts active tokens for other packages. */
@Component
public class ActiveTokenCounter {

  private final TokenRepository tokens;

  ActiveTokenCounter(TokenRepository tokens) {
    this.tokens = tokens;
  }

  /** Returns the number of the user's active tokens. */
  public long countActive(UUID owner) {
    return tokens.countActive(owner);
  }
}
