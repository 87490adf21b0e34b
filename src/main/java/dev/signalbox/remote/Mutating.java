package dev.signalbox.remote;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a port that changes the state of a remote system. Its callers must write to the
 * audit log, and controllers must not call it directly. Pages that lead to it require
 * re-authentication according to its risk. The architecture tests enforce all three.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Mutating {

  /** The risk of the change. */
  ActionRisk value() default ActionRisk.NORMAL;
}
