package dev.signalbox.nomad.watching;

import dev.signalbox.live.OwnTabs;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLists;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.Trust.State;
import dev.signalbox.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The cluster as this instance of the console watches it. Each instance watches for itself, so none
 * depends on another, and tells its own tabs only.
 */
@Component
class WatchedCluster implements NomadCluster, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WatchedCluster.class);

  private final boolean off;
  private final Supplier<Stream<ClusterListener>> listeners;
  private final Desk desk;
  private final Confidence confidence;
  private final Publisher publisher;
  private final Watcher watcher;
  private final List<Telling> tellings = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicLong overflowed = new AtomicLong();
  private volatile boolean running;

  @Autowired
  WatchedCluster(
      NomadLists lists,
      Settings settings,
      OwnTabs tabs,
      ObjectProvider<ClusterListener> listeners,
      MeterRegistry meters,
      Clock clock) {
    this(
        settings.nomad().address() == null,
        lists,
        () -> tabs.changed(TOPIC),
        listeners::orderedStream,
        meters,
        clock);
  }

  /**
   * @param off whether there is no Nomad to watch
   * @param pages has the pages that are open here look again
   */
  WatchedCluster(
      boolean off,
      NomadLists lists,
      Runnable pages,
      Supplier<Stream<ClusterListener>> listeners,
      MeterRegistry meters,
      Clock clock) {
    this.off = off;
    this.listeners = listeners;
    this.desk = new Desk(System::nanoTime);
    this.confidence = new Confidence(clock, off ? State.OFF : State.STARTING);
    Workplace at =
        new Workplace(lists, Errands.onVirtualThreads(), desk, confidence, new SplittableRandom());
    this.publisher = new Publisher(at, this::tell, pages);
    this.watcher = new Watcher(at, publisher, this::tell);
    if (!off) {
      new WatchMetrics(this, clock).register(meters);
    }
  }

  @Override
  public ClusterView view() {
    return publisher.view();
  }

  @Override
  public Trust trust() {
    return confidence.trust();
  }

  @Override
  public Capabilities capabilities() {
    return watcher.capabilities();
  }

  @Override
  public boolean awaits(long index, Duration atMost) {
    if (!off && !publisher.awaits(index, Duration.ZERO)) {
      desk.offer(() -> watcher.awaited(index));
    }
    return publisher.awaits(index, atMost);
  }

  /** How many events came since the start. */
  long events() {
    return watcher.events();
  }

  /** How many events of clients were dropped because a listener was too far behind. */
  long overflowed() {
    return overflowed.get();
  }

  @Override
  public void start() {
    if (off) {
      return;
    }
    running = true;
    // asked for here only: whoever listens may itself read the cluster
    listeners.get().map(Telling::new).forEach(tellings::add);
    tellings.forEach(telling -> keepDoing("nomad-telling", telling::tellUntilInterrupted));
    desk.offer(watcher::start);
    keepDoing("nomad-watching", this::watch);
  }

  @Override
  public void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
    // what is started again finds nobody at its desk
    threads.forEach(WatchedCluster::waitFor);
    threads.clear();
    tellings.clear();
  }

  private static void waitFor(Thread thread) {
    try {
      if (!thread.join(Duration.ofSeconds(2))) {
        log.warn("{} does not stop; the console goes on without it.", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void watch() {
    boolean asked = false;
    try {
      desk.workUntilInterrupted();
      asked = true;
    } finally {
      if (asked) {
        watcher.stop();
      } else {
        watcher.startAnew();
      }
    }
  }

  /**
   * A mistake of ours stands in the log, and costs what was being done but not the watch. Threads
   * of the system, since what they work out takes a while, and a virtual one that works keeps those
   * waiting that read events, of which Nomad holds the last hundred only.
   */
  private void keepDoing(String name, Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .uncaughtExceptionHandler(
                (fallen, mistake) -> {
                  threads.remove(fallen);
                  if (running) {
                    log.error("{} stopped, and begins anew.", name, mistake);
                    keepDoing(name, work);
                  }
                })
            .unstarted(work);
    threads.add(thread);
    thread.start();
  }

  private void tell(ClusterView view) {
    tellings.forEach(telling -> telling.changed(view));
  }

  private void tell(ClientTold event) {
    for (Telling telling : tellings) {
      if (!telling.told(event)) {
        overflowed.incrementAndGet();
      }
    }
  }

  /** How many seconds ago the servers last confirmed the view; none before the first time. */
  @Nullable Duration age(Clock clock) {
    @Nullable Instant asOf = trust().asOf();
    return asOf == null ? null : Duration.between(asOf, clock.instant());
  }
}
