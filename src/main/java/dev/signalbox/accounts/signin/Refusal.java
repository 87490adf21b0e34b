package dev.signalbox.accounts.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody is not in, in words fit for the page, as the browser carries it from the callback to
 * the page that tells it.
 *
 * @param word the outcome for the metric and for tests
 * @param token to reset GitHub's permission with, where that may cure it
 */
record Refusal(
    String word, String title, String explanation, List<Cause> causes, @Nullable String token) {

  static final String NO_ANSWER = "no-answer";
  static final String CAUSE_UNKNOWN = "cause-unknown";

  /** Whether nothing is wrong with the person: whoever should have answered did not. */
  boolean outage() {
    return word.equals(CAUSE_UNKNOWN) || word.equals(NO_ANSWER);
  }

  /**
   * One organisation's answer.
   *
   * @param fact what GitHub said
   * @param cure what the person can do
   * @param link where to do it, or null
   */
  record Cause(
      String organization,
      String fact,
      String cure,
      @Nullable String link,
      @Nullable String linkLabel) {}
}
