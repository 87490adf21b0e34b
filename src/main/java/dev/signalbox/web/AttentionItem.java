package dev.signalbox.web;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A condition that needs attention. The overview, the navigation and the page of the section show
 * the same items, so their figures are equal.
 *
 * @param level how severe it is
 * @param status one or two words for the condition
 * @param count the number of affected objects, at least 1; a system that is down counts as one
 * @param sentence names the object and its condition, such as "client-1 down for 39 min"
 * @param cause the cause or the consequence in a sentence, or null
 * @param advice what the operator can do, in a sentence
 * @param url the page where the operator can act on it
 */
public record AttentionItem(
    Level level,
    StatusLabel status,
    int count,
    String sentence,
    @Nullable String cause,
    String advice,
    String url) {

  /** Orders items by level, most severe first. */
  public static final Comparator<AttentionItem> BY_LEVEL =
      Comparator.comparing(AttentionItem::level);

  /** How severe an item is, most severe first. */
  public enum Level {
    /** A whole system is down or can't be trusted. */
    SYSTEM,
    /** Something failed. */
    FAILURE,
    /** Something waits for a person. */
    NOTICE
  }

  /** Creates an item for a system that is down or can't be trusted. */
  public static AttentionItem ofSystem(
      String status, String sentence, String cause, String advice, String url) {
    return new AttentionItem(
        Level.SYSTEM, StatusLabel.bad(status), 1, sentence, cause, advice, url);
  }

  /** Creates an item for failed objects. */
  public static AttentionItem ofFailure(
      String status,
      int count,
      String sentence,
      @Nullable String cause,
      String advice,
      String url) {
    return new AttentionItem(
        Level.FAILURE, StatusLabel.bad(status), count, sentence, cause, advice, url);
  }

  /** Creates an item for objects that wait for a person. */
  public static AttentionItem ofNotice(
      String status,
      int count,
      String sentence,
      @Nullable String cause,
      String advice,
      String url) {
    return new AttentionItem(
        Level.NOTICE, StatusLabel.warn(status), count, sentence, cause, advice, url);
  }
}
