package dev.signalbox.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents an API handler: what its route and types don't show. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ApiOperation {

  /** The operation id, from which generated clients name their methods. */
  String id();

  /** A summary, such as "List users". */
  String value();

  /** The required scope and role, and further notes. */
  String needs();

  /** An example request body in JSON. */
  String example() default "";

  /** An example query string. */
  String query() default "";
}
