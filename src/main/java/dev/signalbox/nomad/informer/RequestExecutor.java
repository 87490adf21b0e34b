package dev.signalbox.nomad.informer;

/** Runs Nomad requests off the event-loop thread. */
interface RequestExecutor {

  /** The name of the request for the event stream, which stays open. */
  String EVENT_STREAM = "nomad-events";

  RunningRequest start(String name, Runnable work);

  interface RunningRequest {

    /** Cancels the request; its result is discarded. */
    void cancel();
  }

  /** Uses one virtual thread per request; an interrupt closes its socket. */
  static RequestExecutor onVirtualThreads() {
    return (name, work) -> Thread.ofVirtual().name(name).start(work)::interrupt;
  }
}
