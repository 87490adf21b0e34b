package dev.signalbox.browser;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of Nomad and Velero pass the checks of {@link AccessibilityTests}. */
@BrowserTest
@Tag("exhaustive")
class ClusterAccessibilityTests {

  @ParameterizedTest
  @EnumSource(from = "NOMAD")
  void fitsTheWindowAndIsAccessible(ConsolePage page, BrowserWindows windows) {
    AccessibilityTests.assertFitsAndIsAccessible(page, windows);
  }
}
