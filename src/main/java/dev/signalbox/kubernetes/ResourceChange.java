package dev.signalbox.kubernetes;

/** A change of one object in a {@link ResourceCache}. */
public sealed interface ResourceChange<T> {

  /** The object is new, or was not known to the listener. */
  record Added<T>(T after) implements ResourceChange<T> {}

  /** The object was changed; several changes may be merged. */
  record Updated<T>(T before, T after) implements ResourceChange<T> {}

  /** The object was deleted. */
  record Deleted<T>(T before) implements ResourceChange<T> {}
}
