package dev.signalbox.kubernetes;

import java.util.List;

/**
 * Receives changes of a {@link ResourceCache}.
 *
 * <p>Each listener is called on a separate thread and may block; changes of one object that occur
 * meanwhile are merged. If a call throws, its changes are delivered again together with the next
 * ones. After a restart of the console all objects are added again, so listeners must be
 * idempotent.
 */
@FunctionalInterface
public interface ResourceListener<T> {

  /** Called with at least one change, and at most one per object. */
  void onChanges(List<ResourceChange<T>> changes);
}
