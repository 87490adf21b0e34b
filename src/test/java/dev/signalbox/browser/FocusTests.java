package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The focus can be seen wherever Tab takes it. */
@BrowserTest
class FocusTests {

  /** What has the focus, and what is wrong with how it shows; null after the last element. */
  private static final String LOOK_AT_THE_FOCUS =
      """
      () => {
        const e = document.activeElement;
        if (!e || e === document.body) return null;
        const name = e.outerHTML.slice(0, 90);
        const box = e.getBoundingClientRect();
        const style = getComputedStyle(e);
        if (style.outlineStyle === 'none' && !e.closest('.sb-palette')) {
          return name + ' shows no focus';
        }
        const bar = document.querySelector('.sb-top');
        if (bar && getComputedStyle(bar).position === 'sticky' && !e.closest('.sb-top, .sb-nav, .sb-skip')) {
          const top = bar.getBoundingClientRect().bottom;
          if (box.top < top - 1 && box.height < innerHeight / 2) return name + ' is under the bar';
        }
        if (box.bottom < 0 || box.top > innerHeight) return name + ' is out of sight';
        return '';
      }
      """;

  @ParameterizedTest
  @EnumSource(
      value = Pages.class,
      names = {"USERS", "PERSON", "SUSPENSION", "AUDIT_LOG", "AUDIT_EVENT", "SIGN_IN", "SESSIONS"})
  void showsTheFocusWhereverTabGoes(Pages page, Windows windows) {
    Window window = page.openIn(windows.open(Windows.options().setViewportSize(1280, 600)));
    window.page().evaluate("document.activeElement.blur()");

    for (int i = 0; i < 70; i++) {
      window.press("Tab");
      Object wrong = window.page().evaluate(LOOK_AT_THE_FOCUS);
      if (wrong == null) {
        break;
      }
      assertThat(wrong).isEqualTo("");
    }
  }
}
