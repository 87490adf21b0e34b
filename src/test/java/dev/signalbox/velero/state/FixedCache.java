package dev.signalbox.velero.state;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.kubernetes.ResourceChange;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.ResourceListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A cache whose objects a test sets. */
public final class FixedCache<T> implements ResourceCache<T> {

  private final ResourceKind kind;
  private final Function<T, String> index;
  private final List<T> objects = new ArrayList<>();
  private final List<ResourceListener<? super T>> listeners = new ArrayList<>();
  private CacheStatus.State state = CacheStatus.State.LIVE;
  private long revision;

  /**
   * @param index returns the name of an object, or the value of its only index
   */
  FixedCache(ResourceKind kind, Function<T, String> index) {
    this.kind = kind;
    this.index = index;
  }

  public void add(T object) {
    objects.add(object);
    revision++;
    listeners.forEach(listener -> listener.onChanges(List.of(new ResourceChange.Added<>(object))));
  }

  public void set(CacheStatus.State next) {
    state = next;
  }

  @Override
  public List<T> list() {
    return List.copyOf(objects);
  }

  @Override
  public Optional<T> get(String name) {
    return objects.stream().filter(one -> index.apply(one).equals(name)).findFirst();
  }

  @Override
  public List<T> byIndex(String name, String value) {
    return objects.stream().filter(one -> index.apply(one).equals(value)).toList();
  }

  @Override
  public CacheStatus status() {
    boolean read = state == CacheStatus.State.LIVE || state == CacheStatus.State.STALE;
    return new CacheStatus(kind, "velero", state, Instant.EPOCH, read ? Instant.EPOCH : null, null);
  }

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public void addListener(ResourceListener<? super T> listener) {
    listeners.add(listener);
    objects.forEach(object -> listener.onChanges(List.of(new ResourceChange.Added<>(object))));
  }
}
