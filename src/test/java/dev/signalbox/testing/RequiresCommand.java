package dev.signalbox.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a test where a command is not installed. Where {@code CI} is {@code true} the test fails
 * instead, so that no check is lost unnoticed. {@link SkippedTests} lists what was skipped.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(RequiresCommand.All.class)
@ExtendWith(RequiresCommandCondition.class)
public @interface RequiresCommand {

  /** Name of the executable, searched in {@code PATH} and the usual folders of system programs. */
  String value();

  /** The Debian package that installs it. */
  String debianPackage();

  /** Container of repeated annotations. */
  @Documented
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  @ExtendWith(RequiresCommandCondition.class)
  @interface All {
    RequiresCommand[] value();
  }
}
