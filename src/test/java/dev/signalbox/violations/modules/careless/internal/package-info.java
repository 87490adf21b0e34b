/** Internal package of careless. */
@NullMarked
package dev.signalbox.violations.modules.careless.internal;

import org.jspecify.annotations.NullMarked;
