package dev.signalbox.sandbox.nomad;

/**
 * An object of the servers' state. It is filled before it is put into the world and changes no more
 * afterwards: whoever changes something puts a copy, so that readers need no lock.
 */
abstract class Kept<T extends Kept<T>> implements Cloneable {

  long createIndex;
  long modifyIndex;

  /** As if nothing had been written after that index. */
  final T setBack(long to) {
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
