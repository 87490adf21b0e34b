package dev.signalbox.browser;

import dev.signalbox.SignalboxApplication;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.SandboxPages;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test in Chromium against a console that listens at a port. All such tests share the one
 * console; each finds the story at its beginning and takes the {@link Windows} it wants as a
 * parameter.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = SignalboxApplication.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = ListeningConsole.class)
@Import(SandboxPages.class)
@ExtendWith({InstallationTest.StoryFromAnew.class, ChromiumExtension.class})
@interface BrowserTest {}
