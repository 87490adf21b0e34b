package dev.signalbox.coordination;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps this instance serving for some seconds after it was asked to stop. Its readiness check
 * fails from the beginning, so that a load balancer sends requests to other instances before this
 * one refuses connections. A load balancer can't repeat a POST request that was lost.
 */
@Component
class DelayedShutdown {

  private static final Logger log = LoggerFactory.getLogger(DelayedShutdown.class);

  private final ApplicationContext console;
  private final Duration delay;

  DelayedShutdown(ApplicationContext console, CoordinationProperties settings) {
    this.console = console;
    this.delay = Duration.ofSeconds(settings.shutdownDelaySeconds());
  }

  /** Before all other listeners, which close streams and the management port. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @EventListener
  void await(ContextClosedEvent shuttingDown) {
    if (delay.isZero() || !console.equals(shuttingDown.getApplicationContext())) {
      return;
    }
    log.info("Not ready any more. Stopping in {} s.", delay.toSeconds());
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
