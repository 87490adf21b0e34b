package dev.signalbox.browser;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.testing.TestInstallation;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Waits until the console is in sync with the fake Nomad, gives each test its own windows, fails a
 * test with browser errors, and writes screenshots and pages of failed tests to {@code
 * target/browser}.
 */
final class ChromiumExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Path SCREENSHOTS = Path.of("target", "browser");
  private static final Namespace NAMESPACE = Namespace.create(ChromiumExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    TestInstallation.awaitSync(
        SpringExtension.getApplicationContext(context).getBean(ClusterState.class));
    windows(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try (BrowserWindows windows = windows(context)) {
      boolean failed = context.getExecutionException().isPresent();
      if (failed || !windows.errors().isEmpty()) {
        windows.saveScreenshots(SCREENSHOTS, name(context));
      }
      if (!failed && !windows.errors().isEmpty()) {
        throw new AssertionError("Browser errors: " + windows.errors());
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BrowserWindows.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return windows(context);
  }

  private static BrowserWindows windows(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(context.getUniqueId(), id -> new BrowserWindows(), BrowserWindows.class);
  }

  private static String name(ExtensionContext context) {
    String test =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getRequiredTestMethod().getName();
    String shown = context.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-");
    return shown.startsWith(context.getRequiredTestMethod().getName()) ? test : test + "-" + shown;
  }
}
