package dev.signalbox.web;

import org.springframework.http.HttpStatus;

/**
 * What each failure says to the person: the fact, and the next step.
 *
 * @param title the fact in a few words
 * @param why one sentence more
 * @param advice the next step
 */
record ErrorWords(String title, String why, String advice) {

  static ErrorWords of(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST ->
          new ErrorWords(
              "This request makes no sense",
              "A part of the address or of the form is missing or has the wrong form.",
              "Go back, reload the page and do it once more.");
      case FORBIDDEN ->
          new ErrorWords(
              "You may not do this",
              "Your role does not allow it, or the page was older than your sign-in.",
              "Reload the page and try again; if it stays so, ask an admin for the role you need.");
      case NOT_FOUND ->
          new ErrorWords(
              "There is nothing at this address",
              "It was moved or removed, or the link has a typing error.",
              "Find it by name with Ctrl-K, or start from the overview.");
      case METHOD_NOT_ALLOWED ->
          new ErrorWords(
              "This address does not take that kind of request",
              "It was probably opened from a bookmark of a form that had been sent.",
              "Start from the overview.");
      case CONFLICT ->
          new ErrorWords(
              "Somebody was faster",
              "The object changed after you opened the page, so nothing was done.",
              "Reload the page and look again before you repeat it.");
      case UNPROCESSABLE_CONTENT ->
          new ErrorWords(
              "Something in the form cannot be right",
              "Nothing was changed.",
              "Go back and look at the fields again.");
      case TOO_MANY_REQUESTS ->
          new ErrorWords(
              "Too many requests in a short time",
              "The console slows down one sender so that it stays quick for the others.",
              "Wait a minute, then try again.");
      case SERVICE_UNAVAILABLE ->
          new ErrorWords(
              "The database does not answer",
              "The console runs, but it cannot read or write anything now. Nothing was changed.",
              "Look whether PostgreSQL is up; this page works again as soon as it is.");
      default ->
          status.is4xxClientError()
              ? of(HttpStatus.BAD_REQUEST)
              : new ErrorWords(
                  "This is our mistake",
                  "The console met a case it does not know. It may have been done or not.",
                  "Look at the object before you repeat it, and send us the error id.");
    };
  }
}
