package dev.signalbox.browser;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.sandbox.TestInstallation;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives each test windows of its own once the console sees the cluster as the story tells it, looks
 * at what the browser complained about, and leaves pictures and pages of a failed test under {@code
 * target/browser}.
 */
final class ChromiumExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Path PICTURES = Path.of("target", "browser");
  private static final Namespace NAMESPACE = Namespace.create(ChromiumExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    TestInstallation.isSeenBy(
        SpringExtension.getApplicationContext(context).getBean(NomadCluster.class));
    windows(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try (Windows windows = windows(context)) {
      boolean failed = context.getExecutionException().isPresent();
      if (failed || !windows.complaints().isEmpty()) {
        windows.leavePictures(PICTURES, name(context));
      }
      if (!failed && !windows.complaints().isEmpty()) {
        throw new AssertionError("The browser complained: " + windows.complaints());
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Windows.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return windows(context);
  }

  private static Windows windows(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(context.getUniqueId(), id -> new Windows(), Windows.class);
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
