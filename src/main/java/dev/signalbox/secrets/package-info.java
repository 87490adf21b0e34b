/**
 * Confidential values: a {@link dev.signalbox.secrets.Secret} in memory, and encryption at rest.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
