/** Violation classes outside the console's base package, where every entity would be mapped. */
@NullMarked
package dev.violations;

import org.jspecify.annotations.NullMarked;
