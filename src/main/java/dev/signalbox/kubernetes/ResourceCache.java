package dev.signalbox.kubernetes;

import java.util.List;
import java.util.Optional;

/**
 * The objects of one kind in memory, mapped to values of the caller. Kept up to date by a list and
 * a watch of the API server, which start with the first call of any method. Every instance of the
 * console has its own cache.
 *
 * <p>No method blocks or calls the API server, and none fails: without a cluster, a permission or
 * the kind itself, the cache is empty or outdated, and {@link #status} says why. Thread-safe.
 *
 * @param <T> an immutable value of one object
 */
public interface ResourceCache<T> {

  /** Returns all objects, ordered by name. Immutable; the same list until an object changes. */
  List<T> list();

  /** Returns the object of that name. */
  Optional<T> get(String name);

  /**
   * Returns the objects with that value in an index, ordered by name.
   *
   * @param index an index that was declared with the cache
   */
  List<T> byIndex(String index, String value);

  /** Returns how current the objects are. */
  CacheStatus status();

  /** Increases with each change of an object. Pages use it as a validator of derived values. */
  long revision();

  /** Registers a listener, which first receives all known objects as added. */
  void addListener(ResourceListener<? super T> listener);
}
