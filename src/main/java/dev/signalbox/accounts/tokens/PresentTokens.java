package dev.signalbox.accounts.tokens;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the pages about people tell of tokens. */
@Component
public class PresentTokens {

  private final Tokens tokens;

  PresentTokens(Tokens tokens) {
    this.tokens = tokens;
  }

  /** How many of a person's a script could show now. */
  public long count(UUID owner) {
    return tokens.countLive(owner);
  }
}
