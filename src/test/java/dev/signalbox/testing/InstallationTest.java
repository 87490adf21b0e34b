package dev.signalbox.testing;

import dev.signalbox.SignalboxApplication;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests the whole console through MockMvc, with real templates, a real database and a fake GitHub
 * over HTTP. The installation is reset before each test.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = SignalboxApplication.class)
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestInstallation.class)
@Import(MockBrowsers.class)
@ExtendWith(InstallationTest.ResetInstallation.class)
@Tag("integration")
public @interface InstallationTest {

  /** Resets the installation before each test. */
  final class ResetInstallation implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      TestInstallation.reset(SpringExtension.getApplicationContext(context));
    }
  }
}
