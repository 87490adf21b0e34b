/**
 * Common types for calls to remote systems: {@link dev.signalbox.remote.Adapter} marks the classes
 * that make them, {@link dev.signalbox.remote.Mutating} the methods that change remote state.
 * Failures are thrown as {@link dev.signalbox.remote.RemoteSystemException}, values that may be
 * unknown are a {@link dev.signalbox.remote.Observed}, and {@link dev.signalbox.remote.RemoteCalls}
 * measures the calls.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
