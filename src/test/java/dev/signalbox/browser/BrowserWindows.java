package dev.signalbox.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.sandbox.Persona;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens isolated browser windows and collects their errors. */
final class BrowserWindows implements AutoCloseable {

  private final List<BrowserWindow> open = new ArrayList<>();

  /** Opens a window with the default options and without a session. */
  BrowserWindow open() {
    return open(options());
  }

  BrowserWindow signedIn(Persona persona) {
    return open().signIn(persona);
  }

  BrowserWindow open(NewContextOptions options) {
    BrowserWindow window = BrowserWindow.open(SharedChromium.running().newContext(options));
    open.add(window);
    return window;
  }

  /** Returns the default options: 1280 px wide, light color scheme, UTC. */
  static NewContextOptions options() {
    return new NewContextOptions()
        .setBaseURL(ListeningConsole.ADDRESS)
        .setViewportSize(1280, 900)
        .setColorScheme(ColorScheme.LIGHT)
        .setLocale("en-GB")
        .setTimezoneId("UTC");
  }

  List<String> errors() {
    return open.stream().flatMap(window -> window.errors().unexpected().stream()).toList();
  }

  void saveScreenshots(Path folder, String name) {
    for (int i = 0; i < open.size(); i++) {
      open.get(i).saveScreenshot(folder, i == 0 ? name : name + "-" + (i + 1));
    }
  }

  @Override
  public void close() {
    open.forEach(BrowserWindow::close);
    open.clear();
  }
}
