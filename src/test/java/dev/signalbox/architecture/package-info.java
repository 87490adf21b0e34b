/** Architecture tests: module dependencies, coding rules, template rules and route access. */
@NullMarked
package dev.signalbox.architecture;

import org.jspecify.annotations.NullMarked;
