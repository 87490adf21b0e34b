/** A module that is declared but may depend on every module. */
@ApplicationModule
@NullMarked
package dev.signalbox.violations.modules.careless;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
