package dev.signalbox.remote;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a package that exchanges objects with the Kubernetes API: adapters, their typed resources
 * and mappings. Only adapters and the classes of such packages may use the Kubernetes client; the
 * architecture tests enforce this. Sub-packages are not included.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface TransportPackage {}
