package dev.signalbox.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.sandbox.Persona;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens browser windows that share nothing, and knows what any of them complained about. */
final class Windows implements AutoCloseable {

  private final List<Window> open = new ArrayList<>();

  /** A wide window on a machine that is set to light, in which nobody is signed in. */
  Window open() {
    return open(options());
  }

  Window signedIn(Persona persona) {
    return open().signIn(persona);
  }

  Window open(NewContextOptions options) {
    Window window = Window.open(Chromium.running().newContext(options));
    open.add(window);
    return window;
  }

  /** What a window is like unless a test says otherwise. */
  static NewContextOptions options() {
    return new NewContextOptions()
        .setBaseURL(ListeningConsole.ADDRESS)
        .setViewportSize(1280, 900)
        .setColorScheme(ColorScheme.LIGHT)
        .setLocale("en-GB")
        .setTimezoneId("UTC");
  }

  List<String> complaints() {
    return open.stream().flatMap(window -> window.complaints().unexpected().stream()).toList();
  }

  void leavePictures(Path folder, String name) {
    for (int i = 0; i < open.size(); i++) {
      open.get(i).leavePicture(folder, i == 0 ? name : name + "-" + (i + 1));
    }
  }

  @Override
  public void close() {
    open.forEach(Window::close);
    open.clear();
  }
}
