package dev.signalbox.nomad.watching;

/** Sends somebody to ask the servers, so that the desk never waits for them. */
interface Errands {

  /** The name of the one that follows events, which takes as long as the stream stands. */
  String EVENTS = "nomad-events";

  Errand start(String name, Runnable work);

  /** One that is under way. */
  interface Errand {

    /** Calls it back. */
    void cancel();
  }

  /** Each a virtual thread: an interrupt closes the socket it waits for. */
  static Errands onVirtualThreads() {
    return (name, work) -> Thread.ofVirtual().name(name).start(work)::interrupt;
  }
}
