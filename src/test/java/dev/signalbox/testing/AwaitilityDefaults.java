package dev.signalbox.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Checks conditions every 20 ms instead of every 100 ms. Most become true within a few
 * milliseconds, and there are a thousand of them.
 */
public final class AwaitilityDefaults implements TestExecutionListener {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  @Override
  public void testPlanExecutionStarted(TestPlan tests) {
    Awaitility.setDefaultPollInterval(POLL_INTERVAL);
  }
}
