package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** A short random name for one failure, the same on the page and in the log. */
public final class ErrorId {

  private static final String ATTRIBUTE = ErrorId.class.getName();
  // no letters or digits that are mistaken for each other when read out over the phone
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final RandomGenerator RANDOM = new SecureRandom();

  private ErrorId() {}

  /** The id of this request's failure; asked twice it stays the same. */
  public static String of(HttpServletRequest request) {
    Object known = request.getAttribute(ATTRIBUTE);
    if (known instanceof String id) {
      return id;
    }
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    request.setAttribute(ATTRIBUTE, id.toString());
    return id.toString();
  }
}
