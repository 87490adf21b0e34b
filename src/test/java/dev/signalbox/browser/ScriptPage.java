package dev.signalbox.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import com.microsoft.playwright.Page.AddStyleTagOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty page in Chromium that has loaded some scripts. */
final class ScriptPage implements AutoCloseable {

  static final Path ASSETS = Path.of("src/main/resources/assets");
  private static final Path TEST_SCRIPTS = Path.of("src/test/resources/scripts");

  private final BrowserContext context = SharedChromium.running().newContext();
  private final Page page = context.newPage();

  /** Loads scripts of the console, in this order. */
  static ScriptPage withAssets(String... names) {
    ScriptPage page = new ScriptPage();
    for (String name : names) {
      page.load(read(ASSETS.resolve(name)));
    }
    return page;
  }

  /** Loads the log viewer's scripts, and functions that tests of them share. */
  static ScriptPage withLogViewer() {
    ScriptPage page =
        withAssets(
            "shared.js",
            "ansi.js",
            "logs-model.js",
            "logs-layout.js",
            "logs-search.js",
            "logs-rows.js");
    page.page.addStyleTag(
        new AddStyleTagOptions().setContent(read(ASSETS.resolve("log-viewer.css"))));
    page.loadTestScript("log-viewer.js");
    String worker = read(ASSETS.resolve("ansi.js")) + read(ASSETS.resolve("logs-worker.js"));
    page.evaluate("script => viewer.setWorker(script)", worker);
    return page;
  }

  /** Loads a script of {@code src/test/resources/scripts}. */
  void loadTestScript(String name) {
    load(read(TEST_SCRIPTS.resolve(name)));
  }

  void load(String script) {
    page.addScriptTag(new AddScriptTagOptions().setContent(script));
  }

  /** Calls a JavaScript function and returns its result, as {@link Page#evaluate} does. */
  Object evaluate(String function, Object argument) {
    return page.evaluate(function, argument);
  }

  /** Evaluates a JavaScript expression. */
  Object evaluate(String expression) {
    return page.evaluate(expression);
  }

  @Override
  public void close() {
    context.close();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
