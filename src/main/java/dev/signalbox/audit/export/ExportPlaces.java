package dev.signalbox.audit.export;

import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * How many downloads there may be at once: of one person in all instances together, and of
 * everybody in this instance, which has a connection for each.
 */
@Component
class ExportPlaces {

  static final int MOST_OF_ONE = 2;

  private final Exports exports;
  private final Semaphore connections = new Semaphore(ExportConnections.MOST);

  ExportPlaces(Exports exports) {
    this.exports = exports;
  }

  /** Begins a download, or says why there is no place for it. */
  Answer take(Export export) {
    if (!connections.tryAcquire()) {
      return Answer.ALL_ARE_TAKEN;
    }
    boolean begun = false;
    try {
      begun = exports.begin(export, MOST_OF_ONE);
      return begun ? Answer.TAKEN : Answer.OWN_ARE_TAKEN;
    } finally {
      if (!begun) {
        connections.release();
      }
    }
  }

  /** A download that had its place is over, however it ended. */
  void giveBack(Export export) {
    exports.leave(export);
    connections.release();
  }

  /** What became of the wish for a place. */
  enum Answer {
    TAKEN,
    OWN_ARE_TAKEN,
    ALL_ARE_TAKEN
  }
}
