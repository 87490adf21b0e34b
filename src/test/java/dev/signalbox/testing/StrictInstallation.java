package dev.signalbox.testing;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Acme with strict settings: TLS, approval of new users, no webhooks. */
public final class StrictInstallation
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final String PUBLIC_URL = "https://signalbox.acme.example";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(TestInstallation.settings(PUBLIC_URL))
        .and(
            Map.of(
                "signalbox.required-organizations", "acme, acme-labs",
                "signalbox.suspend-new-users", "true",
                "signalbox.github.webhook-secret", ""))
        .and("management.server.port", "0")
        .applyTo(context);
    TestDatabase.connect((GenericApplicationContext) context);
    TestInstallation.registerBeans((GenericApplicationContext) context);
  }

  /** Registers the callback URL of this console at GitHub; removed by the next reset. */
  public static void registerCallback() {
    TestInstallation.gitHub().registerCallbacks(URI.create(PUBLIC_URL + "/sign-in/callback"));
  }
}
