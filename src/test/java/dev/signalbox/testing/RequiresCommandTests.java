package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class RequiresCommandTests {

  private static final boolean CI = Boolean.parseBoolean(System.getenv("CI"));

  @Test
  void skipsATestWhoseCommandIsMissingAndFailsItOnCi() {
    TestExecutionSummary summary = run(NeedsAMissingCommand.class);

    assertThat(summary.getTestsSucceededCount()).isZero();
    assertThat(summary.getContainersSkippedCount()).isEqualTo(CI ? 0 : 1);
    assertThat(summary.getFailures()).hasSize(CI ? 1 : 0);
  }

  @Test
  void runsATestWhoseCommandIsInstalled() {
    assertThat(run(NeedsAShell.class).getTestsSucceededCount()).isEqualTo(1);
  }

  private static TestExecutionSummary run(Class<?> tests) {
    // without the listeners of the build, which would report the sample as a skipped test
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(), listener);
    return listener.getSummary();
  }

  @RequiresCommand(value = "no-such-command", debianPackage = "none")
  static class NeedsAMissingCommand {
    @Test
    void succeeds() {}
  }

  @RequiresCommand(value = "sh", debianPackage = "dash")
  static class NeedsAShell {
    @Test
    void succeeds() {}
  }
}
