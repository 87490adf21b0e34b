package dev.signalbox.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler that returns a part of a page. It matches htmx requests except boosted links and
 * history restores, which need the whole page.
 */
@Documented
@HxRequest(boosted = false)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fragment {}
