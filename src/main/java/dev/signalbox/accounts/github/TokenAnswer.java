package dev.signalbox.accounts.github;

import dev.signalbox.secrets.Secret;
import java.util.Set;

/** What came of trading a code for a token. */
public sealed interface TokenAnswer {

  /**
   * A token.
   *
   * @param scopes what the person really granted, which may be less than was asked for
   */
  record Granted(Secret token, Set<String> scopes) implements TokenAnswer {}

  /**
   * A refusal.
   *
   * @param error GitHub's word, such as {@code bad_verification_code}
   */
  record Denied(String error, String description) implements TokenAnswer {}
}
