package dev.signalbox.web;

/** A message about the last action, shown once on the next page. */
public record FlashMessage(StatusTone tone, String message) {

  public static FlashMessage success(String message) {
    return new FlashMessage(StatusTone.OK, message);
  }

  public static FlashMessage error(String message) {
    return new FlashMessage(StatusTone.BAD, message);
  }
}
