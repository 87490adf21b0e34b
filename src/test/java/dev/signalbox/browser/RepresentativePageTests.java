package dev.signalbox.browser;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gallery, which shows each component, and pages with parts of their own pass the checks of
 * {@link AccessibilityTests}.
 */
@BrowserTest
class RepresentativePageTests {

  @ParameterizedTest
  @EnumSource(
      names = {
        "GALLERY",
        "OVERVIEW",
        "WALL",
        "USERS",
        "AUDIT_LOG",
        "NEW_TOKEN_WITH_ERRORS",
        "CLIENT",
        "ALLOCATION_LOG",
        "SNAPSHOT",
        "RESTORE",
        "SIGN_IN",
        "PALETTE",
        "SHORTCUTS",
        "MENU"
      })
  void fitsTheWindowAndIsAccessible(ConsolePage page, BrowserWindows windows) {
    AccessibilityTests.assertFitsAndIsAccessible(page, windows);
  }
}
