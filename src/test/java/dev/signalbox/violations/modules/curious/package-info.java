/** A module that may depend on careless only, and uses its internal package. */
@ApplicationModule(allowedDependencies = "careless")
@NullMarked
package dev.signalbox.violations.modules.curious;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
