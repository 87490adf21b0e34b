package dev.signalbox.sandbox;

import dev.signalbox.SignalboxApplication;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of the whole console through MockMvc, with real templates, a real database and GitHub at
 * the wire. Each test finds the story at its beginning.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = SignalboxApplication.class)
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestInstallation.class)
@Import(Browsers.class)
@ExtendWith(InstallationTest.StoryFromAnew.class)
public @interface InstallationTest {

  /** Begins the story again before each test. */
  final class StoryFromAnew implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      TestInstallation.beginAgain(
          SpringExtension.getApplicationContext(context).getBean(JdbcClient.class));
    }
  }
}
