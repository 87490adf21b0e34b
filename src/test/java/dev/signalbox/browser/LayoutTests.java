package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages fit the window, and the focus can be seen wherever Tab takes it. */
@BrowserTest
class LayoutTests {

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
  @EnumSource(Pages.class)
  void neverScrollsSideways(Pages page, Windows windows) {
    Window window = page.openIn(windows.open());

    for (int width : List.of(1440, 390, 320)) {
      window.page().setViewportSize(width, 844);
      window
          .page()
          .screenshot(
              new ScreenshotOptions()
                  .setFullPage(width == 390)
                  .setPath(
                      Path.of("target", "browser", "pages", name(page) + "-" + width + ".png")));
      assertThat((Integer) window.page().evaluate("document.documentElement.scrollWidth"))
          .as("at %d", width)
          .isLessThanOrEqualTo(width);
    }
  }

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

  private static String name(Pages page) {
    return page.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
