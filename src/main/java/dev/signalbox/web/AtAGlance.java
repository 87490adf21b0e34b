package dev.signalbox.web;

/**
 * A room's few figures on the first screen, which come with it. What takes longer than reading
 * memory is no glance: it is a panel that the first screen asks for by its address.
 */
public interface AtAGlance {

  /** Where the same is had again as a part. */
  String url();

  /** The live topic whose notices may change it. */
  String topic();

  /** How it is now. Nobody waits for it, and it does not throw. */
  Glance glance();
}
