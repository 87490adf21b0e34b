package dev.signalbox.nomad.clients;

/**
 * How much of something is set aside for builds.
 *
 * @param of what can be set aside in all; 0 while it is not known
 * @param percent a whole percentage; 0 while it is not known
 */
record Share(long taken, long of, int percent) {

  static Share of(long taken, long of) {
    int percent = of > 0 ? Math.toIntExact(Math.min(999, Math.round(100.0 * taken / of))) : 0;
    return new Share(taken, of, percent);
  }

  boolean known() {
    return of > 0;
  }
}
