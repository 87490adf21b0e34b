/**
 * What must not be told: a {@link dev.signalbox.secrets.Secret} in memory, a sealed one at rest.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
