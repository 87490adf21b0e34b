package dev.signalbox.web;

import dev.signalbox.remote.ActionRisk;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler that requires re-authentication. Put it on the confirmation page as well as on
 * the action itself, so that the user signs in before filling in the form.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresReauthentication {

  /** The risk of the action: at least that of the changes that it leads to. */
  ActionRisk value() default ActionRisk.NORMAL;

  /**
   * Whether GitHub must have confirmed the identity: for credentials that remain valid after a
   * session without GitHub has ended.
   */
  boolean byGitHub() default false;
}
