package dev.signalbox.web;

/**
 * A state as icon, word and colour.
 *
 * @param word the whole truth in a few words, such as {@code Draining, 2 left}
 */
public record Status(Tone tone, String icon, String word) {

  public static Status ok(String word) {
    return new Status(Tone.OK, "circle-check", word);
  }

  public static Status warn(String word) {
    return new Status(Tone.WARN, "alert-triangle", word);
  }

  public static Status bad(String word) {
    return new Status(Tone.BAD, "circle-x", word);
  }

  public static Status off(String word) {
    return new Status(Tone.IDLE, "ban", word);
  }

  public static Status waiting(String word) {
    return new Status(Tone.WARN, "hourglass", word);
  }

  public static Status unknown(String word) {
    return new Status(Tone.IDLE, "help-circle", word);
  }
}
