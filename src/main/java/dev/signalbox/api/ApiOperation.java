package dev.signalbox.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says about a handler of the API what neither its route nor its types tell. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ApiOperation {

  /** What it does, in a few words. */
  String value();

  /** The scope and the role that it needs, and what else is worth knowing. */
  String needs();

  /** A body to try it with. */
  String example() default "";

  /** A query to try it with. */
  String query() default "";
}
