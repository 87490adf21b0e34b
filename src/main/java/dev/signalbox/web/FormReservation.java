package dev.signalbox.web;

import java.time.Instant;

/** The result of reserving the key of a form. */
sealed interface FormReservation {

  /** The request may execute the form. */
  record Reserved() implements FormReservation {}

  /** Another request executes the form. */
  record Running() implements FormReservation {}

  /** Another request has executed the form. */
  record Completed(String location) implements FormReservation {}

  /** The instance that executed the form has stopped, so it is unknown what was changed. */
  record Interrupted(Instant submittedAt) implements FormReservation {}
}
