package dev.signalbox.browser;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of Nomad and Velero pass the checks of {@link PageAccessibilityTests}. */
@BrowserTest
class ClusterPageAccessibilityTests {

  @ParameterizedTest
  @EnumSource(from = "NOMAD")
  void fitsTheWindowAndIsAccessible(ConsolePage page, BrowserWindows windows) {
    PageAccessibilityTests.assertFitsAndIsAccessible(page, windows);
  }
}
