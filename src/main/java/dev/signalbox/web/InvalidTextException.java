package dev.signalbox.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Thrown if a text of a request violates the {@link TextPolicy}. Answered with 422. */
@ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
public final class InvalidTextException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the parameter or JSON field, or empty if it is unknown
   */
  public InvalidTextException(String field) {
    super(TextPolicy.MESSAGE);
    this.field = TextPolicy.replaceInvalid(field);
  }

  public String field() {
    return field;
  }
}
