package dev.signalbox.web;

/** One sentence about what was just done, shown once on the next page. */
public record Flash(Tone tone, String message) {

  public static Flash done(String message) {
    return new Flash(Tone.OK, message);
  }

  public static Flash refused(String message) {
    return new Flash(Tone.BAD, message);
  }
}
