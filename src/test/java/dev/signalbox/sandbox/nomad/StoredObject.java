package dev.signalbox.sandbox.nomad;

/**
 * An object of the server state. It must not be modified after it was stored: updates store a
 * modified copy, so that readers need no lock.
 */
abstract class StoredObject<T extends StoredObject<T>> implements Cloneable {

  long createIndex;
  long modifyIndex;

  /** Returns a copy whose indexes are at most the given one. */
  final T copyRewoundTo(long to) {
    T earlier = copy();
    earlier.createIndex = Math.min(createIndex, to);
    earlier.modifyIndex = Math.min(modifyIndex, to);
    return earlier;
  }

  @SuppressWarnings("unchecked")
  final T copy() {
    try {
      return (T) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
