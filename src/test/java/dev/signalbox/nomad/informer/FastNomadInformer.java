package dev.signalbox.nomad.informer;

import dev.signalbox.live.LocalTabs;
import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.support.GenericApplicationContext;

/** The informer of production, with timers that run faster, for tests of a whole console. */
public final class FastNomadInformer {

  private static final String BEAN = "nomadInformer";

  private static final Duration TICK = Duration.ofMillis(10);

  private FastNomadInformer() {}

  /**
   * Registers the informer of a console that is about to start, in place of that of an earlier
   * call. Pauses after failures and between two snapshots are shorter by the given factor.
   */
  public static void register(GenericApplicationContext console, int factor) {
    if (console.containsBeanDefinition(BEAN)) {
      console.removeBeanDefinition(BEAN);
    }
    console.registerBean(BEAN, NomadInformer.class, () -> informer(console, factor));
  }

  private static NomadInformer informer(GenericApplicationContext console, int factor) {
    LocalTabs tabs = console.getBean(LocalTabs.class);
    long start = System.nanoTime();
    return new NomadInformer(
        console.getBean(NomadProperties.class).addr() == null,
        console.getBean(NomadListWatch.class),
        () -> tabs.publishChange(ClusterState.TOPIC),
        console.getBeanProvider(ClusterListener.class)::orderedStream,
        console.getBean(MeterRegistry.class),
        console.getBean(Clock.class),
        new EventLoop(() -> (System.nanoTime() - start) * factor, TICK));
  }
}
