package dev.signalbox.drains;

/** Work that sends requests to Nomad without a user, such as rolling drains. */
public interface AutomaticWork {

  /** Stops all requests until an admin resumes each item, in the caller's transaction. */
  void haltAll(String why);
}
