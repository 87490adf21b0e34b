package dev.signalbox.outside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * Marks the one class that speaks a foreign protocol on behalf of a port of its own room. Only here
 * may HTTP and Kubernetes clients be seen (house rules R3 and R4).
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Adapter {}
