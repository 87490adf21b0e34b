package dev.signalbox.nomad.watching;

/** What the parts of the watcher tell whoever decides. */
interface Reports {

  /** All four lists are read. */
  void listed();

  /** The stream stands, and nothing is missing as far as it can say. */
  void sure();

  /** All four lists were answered when they were asked last. */
  void polled();

  /** Something failed and is tried again by whoever tells. */
  void doubted(Trouble trouble);

  /**
   * The stream is over.
   *
   * @param stood whether anything had come of it
   */
  void streamEnded(boolean stood, Trouble why);

  /** The servers' index is older than it was: another cluster, or a restored one. */
  void wentBack();

  /** A leader was chosen after there was none. */
  void newLeader();
}
