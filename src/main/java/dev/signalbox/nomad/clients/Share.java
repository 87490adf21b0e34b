package dev.signalbox.nomad.clients;

/**
 * How much of something is set aside for builds.
 *
 * @param of what can be set aside in all; 0 while it is not known
 */
record Share(long taken, long of) {

  boolean known() {
    return of > 0;
  }

  /** A whole percentage; 0 while it is not known. */
  int percent() {
    return known() ? Math.toIntExact(Math.min(999, Math.round(100.0 * taken / of))) : 0;
  }
}
