/**
 * The sandbox: test data ({@link dev.signalbox.sandbox.AcmeInstallation}, {@link
 * dev.signalbox.sandbox.Persona}), fakes of the remote systems and fault injection ({@link
 * dev.signalbox.sandbox.Faults}). Tests use it, and {@code mvn spring-boot:test-run} starts a local
 * console with it.
 */
@NullMarked
package dev.signalbox.sandbox;

import org.jspecify.annotations.NullMarked;
