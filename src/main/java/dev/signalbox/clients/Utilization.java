package dev.signalbox.clients;

/**
 * Allocated part of a resource of a client.
 *
 * @param allocated allocated amount
 * @param of allocatable amount; 0 while unknown
 * @param percent whole percentage, at most 999; 0 while unknown
 */
record Utilization(long allocated, long of, int percent) {

  static Utilization of(long taken, long of) {
    int percent = of > 0 ? Math.toIntExact(Math.min(999, Math.round(100.0 * taken / of))) : 0;
    return new Utilization(taken, of, percent);
  }

  boolean isKnown() {
    return of > 0;
  }
}
