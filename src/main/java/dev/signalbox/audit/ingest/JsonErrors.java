package dev.signalbox.audit.ingest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Describes errors of the JSON parser to the sender of events. */
final class JsonErrors {

  private JsonErrors() {}

  /** Returns a sentence with the position of the error, counted in characters from 1. */
  static String describe(JacksonException error) {
    return switch (error) {
      case UnexpectedEndOfInputException end ->
          "The JSON ends early: a quotation mark or bracket is not closed.";
      case StreamConstraintsException limit ->
          "The JSON exceeds a limit: 500 nested levels, 1,000 digits per number, 50,000 characters"
              + " per name.";
      case InputCoercionException number -> "A number is too large" + position(error) + ".";
      default -> "Invalid JSON" + position(error) + ".";
    };
  }

  private static String position(JacksonException error) {
    long offset = error.getLocation() == null ? -1 : error.getLocation().getCharOffset();
    return offset < 0 ? "" : " at character " + (offset + 1);
  }
}
