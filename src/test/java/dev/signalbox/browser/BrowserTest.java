package dev.signalbox.browser;

import dev.signalbox.SignalboxApplication;
import dev.signalbox.sandbox.SandboxPages;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.RequiresCommand;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Tests a console with a real port in Chromium. All such tests share one console, which is reset
 * before each test. Test methods may declare a {@link BrowserWindows} parameter.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = SignalboxApplication.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = ListeningConsole.class)
@Import(SandboxPages.class)
@ExtendWith({InstallationTest.ResetInstallation.class, ChromiumExtension.class})
@Tag("browser")
@RequiresCommand(value = "chromium", debianPackage = "chromium")
@interface BrowserTest {}
