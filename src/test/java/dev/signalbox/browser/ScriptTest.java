package dev.signalbox.browser;

import dev.signalbox.testing.RequiresCommand;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Tests scripts of the console on an empty page in Chromium, without the console. All methods of a
 * class share one instance and its {@link ScriptPage}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("browser")
@RequiresCommand(value = "chromium", debianPackage = "chromium")
@TestInstance(Lifecycle.PER_CLASS)
@interface ScriptTest {}
