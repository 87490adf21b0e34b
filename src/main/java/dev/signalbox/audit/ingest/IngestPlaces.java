package dev.signalbox.audit.ingest;

import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** How many may bring events at once; each holds its body and a database connection. */
@Component
class IngestPlaces {

  private static final int MOST = 4;

  private final Semaphore places = new Semaphore(MOST);

  boolean tryTake() {
    return places.tryAcquire();
  }

  void giveBack() {
    places.release();
  }
}
