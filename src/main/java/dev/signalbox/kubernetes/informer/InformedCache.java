package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.kubernetes.ResourceListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cache that starts with its first use. */
final class InformedCache<T> implements ResourceCache<T> {

  private final ResourceStore<T> store;
  private final StatusTracker status;
  private final Supplier<@Nullable Failure> serverFailure;
  private final Runnable firstUse;
  private final Consumer<Runnable> threads;

  /**
   * @param serverFailure why the API server does not respond, or null
   * @param firstUse starts the list and the watch; called with each use
   * @param threads runs a task on its own thread until the console stops
   */
  InformedCache(
      ResourceStore<T> store,
      StatusTracker status,
      Supplier<@Nullable Failure> serverFailure,
      Runnable firstUse,
      Consumer<Runnable> threads) {
    this.store = store;
    this.status = status;
    this.serverFailure = serverFailure;
    this.firstUse = firstUse;
    this.threads = threads;
  }

  @Override
  public List<T> list() {
    firstUse.run();
    return store.list();
  }

  @Override
  public Optional<T> get(String name) {
    firstUse.run();
    return store.get(name);
  }

  @Override
  public List<T> byIndex(String index, String value) {
    firstUse.run();
    return store.byIndex(index, value);
  }

  @Override
  public CacheStatus status() {
    firstUse.run();
    return status.status(serverFailure.get());
  }

  @Override
  public long revision() {
    firstUse.run();
    return store.revision();
  }

  @Override
  public void addListener(ResourceListener<? super T> listener) {
    firstUse.run();
    threads.accept(store.addListener(listener)::deliverUntilInterrupted);
  }
}
