package dev.signalbox.web;

import java.time.Instant;
import org.springframework.http.HttpStatus;

/**
 * The texts of the error page for an HTTP status.
 *
 * @param title the error in a few words
 * @param why a sentence that explains it
 * @param advice the next step
 */
record ErrorMessages(String title, String why, String advice) {

  /** The request attribute with messages that replace those of the status. */
  static final String ATTRIBUTE = ErrorMessages.class.getName();

  static final ErrorMessages FORM_RUNNING =
      new ErrorMessages(
          "This form is still being processed",
          "It was already submitted and has no result yet.",
          "Wait a moment, then check whether the change was applied.");

  static final ErrorMessages DATABASE_DISK_FULL =
      new ErrorMessages(
          "The disk of the database is full",
          "PostgreSQL could not write because its disk is full. Your change was not saved.",
          "Free or add disk space on the database server, then try again.");

  static final ErrorMessages TARGET_TOO_LONG =
      new ErrorMessages(
          "The address of the page is too long",
          "Signalbox returns to a page after a sign-in or a form only if its address has at most"
              + " %,d characters.".formatted(LocalPath.MAX_LENGTH),
          "Open the address again, or go back in your browser.");

  static ErrorMessages ofInterruptedForm(Instant submittedAt) {
    return new ErrorMessages(
        "It is unknown whether your change was applied",
        "This form was submitted at "
            + TimestampView.timeOfDay(submittedAt)
            + ", but Signalbox stopped before it was finished.",
        "Check first. If the change is missing, go back and submit the form again.");
  }

  static ErrorMessages of(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST ->
          new ErrorMessages(
              "Bad request",
              "Part of the address or form is missing or malformed.",
              "Go back, reload the page and try again.");
      case FORBIDDEN ->
          new ErrorMessages(
              "You don't have permission",
              "Your role doesn't allow this, or the page is out of date.",
              "Reload and try again, or ask an admin.");
      case NOT_FOUND ->
          new ErrorMessages(
              "Page not found",
              "It may have been moved or deleted, or the link is wrong.",
              "Search with Ctrl K or open the overview.");
      case METHOD_NOT_ALLOWED ->
          new ErrorMessages(
              "This page can't be opened directly",
              "It is the result of a form.",
              "Open the overview.");
      case CONFLICT ->
          new ErrorMessages(
              "Changed by someone else",
              "This was updated after you opened the page. Your change was not saved.",
              "Reload the page and check before you try again.");
      case UNPROCESSABLE_CONTENT ->
          new ErrorMessages(
              "Check the form", "Your change was not saved.", "Go back and check the fields.");
      case TOO_MANY_REQUESTS ->
          new ErrorMessages(
              "Too many requests", "You sent too many requests.", "Try again in a minute.");
      case NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED ->
          new ErrorMessages(
              "Request not supported",
              "The request uses a method, encoding or HTTP version that Signalbox does not"
                  + " support.",
              "Open the overview.");
      case SERVICE_UNAVAILABLE ->
          new ErrorMessages(
              "The database is not responding",
              "Signalbox can't reach its database. A change that you submitted may be missing.",
              "Check that PostgreSQL is running, then reload this page.");
      default ->
          status.is4xxClientError()
              ? of(HttpStatus.BAD_REQUEST)
              : new ErrorMessages(
                  "Internal error in Signalbox",
                  "Your change may or may not have been applied.",
                  "Check before you retry, and report the error id.");
    };
  }
}
