package dev.signalbox.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Delays the stop of the web server after its graceful shutdown. Tomcat counts a request as
 * completed when its servlet has returned, shortly before the end of the response is sent; stopping
 * at that moment would cut the response.
 */
@Component
class ServerStopDelay implements SmartLifecycle {

  private static final Duration DELAY = Duration.ofMillis(250);

  private volatile boolean running;

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public void stop(Runnable callback) {
    stop();
    CompletableFuture.delayedExecutor(DELAY.toMillis(), TimeUnit.MILLISECONDS).execute(callback);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the graceful shutdown, and before the server stops. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1;
  }
}
