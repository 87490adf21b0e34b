/** Modules that violate the rules on module dependencies. */
@NullMarked
package dev.signalbox.violations.modules;

import org.jspecify.annotations.NullMarked;
