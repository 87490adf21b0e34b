package dev.signalbox.databaserestore;

import java.util.List;

/** Work that sends requests to Nomad or Kubernetes without a user, such as rolling drains. */
public interface AutomaticWork {

  /** Stops all requests until an admin resumes each item, in the caller's transaction. */
  void haltAll(String why);

  /** Returns the items that {@link #haltAll} has halted and that are still halted. */
  List<Halted> findHalted();

  /**
   * An item that waits until an admin resumes it.
   *
   * @param name type and name, such as "Release of client-1"
   * @param url the page where it is resumed
   */
  record Halted(String name, String url) {}
}
