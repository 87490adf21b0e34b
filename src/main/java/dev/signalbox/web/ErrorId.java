package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** A short random id of a failure, shown on the page and in the log. */
public final class ErrorId {

  private static final String ATTRIBUTE = ErrorId.class.getName();
  // without characters that look alike, because ids are read out over the phone
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final RandomGenerator RANDOM = new SecureRandom();

  private ErrorId() {}

  /** Returns the error id of this request. Repeated calls return the same id. */
  public static String of(HttpServletRequest request) {
    Object existing = request.getAttribute(ATTRIBUTE);
    if (existing instanceof String id) {
      return id;
    }
    String id = next();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /** Returns a new error id, for a failure outside a request. */
  public static String next() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
