/** A module without a declaration. */
@NullMarked
package dev.signalbox.violations.modules.silent;

import org.jspecify.annotations.NullMarked;
