package dev.signalbox.web;

/**
 * A state as icon, text and color.
 *
 * @param text the state in a few words, such as {@code Draining, 2 left}
 */
public record StatusLabel(StatusTone tone, String icon, String text) {

  public static StatusLabel ok(String word) {
    return new StatusLabel(StatusTone.OK, "circle-check", word);
  }

  public static StatusLabel warn(String word) {
    return new StatusLabel(StatusTone.WARN, "alert-triangle", word);
  }

  public static StatusLabel bad(String word) {
    return new StatusLabel(StatusTone.BAD, "circle-x", word);
  }

  public static StatusLabel off(String word) {
    return new StatusLabel(StatusTone.IDLE, "ban", word);
  }

  public static StatusLabel waiting(String word) {
    return new StatusLabel(StatusTone.WARN, "hourglass", word);
  }

  public static StatusLabel unknown(String word) {
    return new StatusLabel(StatusTone.IDLE, "help-circle", word);
  }
}
