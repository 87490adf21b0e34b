package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The focused element is visible. */
@BrowserTest
class FocusVisibilityTests {

  /** Returns the problem of the focused element or an empty string; null after the last element. */
  private static final String CHECK_FOCUS =
      """
      () => {
        const e = document.activeElement;
        if (!e || e === document.body) return null;
        const name = e.outerHTML.slice(0, 90);
        const box = e.getBoundingClientRect();
        const style = getComputedStyle(e);
        if (style.outlineStyle === 'none' && !e.closest('.sb-palette')) {
          return name + ' has no focus indicator';
        }
        const bar = document.querySelector('.sb-top');
        if (bar && getComputedStyle(bar).position === 'sticky' && !e.closest('.sb-top, .sb-nav, .sb-skip')) {
          const top = bar.getBoundingClientRect().bottom;
          if (box.top < top - 1 && box.height < innerHeight / 2) return name + ' is behind the top bar';
        }
        if (box.bottom < 0 || box.top > innerHeight) return name + ' is outside the viewport';
        return '';
      }
      """;

  @ParameterizedTest
  @EnumSource(
      value = ConsolePage.class,
      names = {"USERS", "USER", "SUSPENSION", "AUDIT_LOG", "AUDIT_EVENT", "SIGN_IN", "SESSIONS"})
  void showsTheFocusOnEveryTabStop(ConsolePage page, BrowserWindows windows) {
    BrowserWindow window =
        page.openIn(windows.open(BrowserWindows.options().setViewportSize(1280, 600)));
    window.page().evaluate("document.activeElement.blur()");

    for (int i = 0; i < 70; i++) {
      window.press("Tab");
      Object problem = window.page().evaluate(CHECK_FOCUS);
      if (problem == null) {
        break;
      }
      assertThat(problem).isEqualTo("");
    }
  }
}
