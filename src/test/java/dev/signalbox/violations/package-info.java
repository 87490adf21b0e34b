/**
 * Violation classes: at least one per architecture rule, on which the rule must fail. They are
 * never called, and component scans don't create beans from them.
 */
@NullMarked
package dev.signalbox.violations;

import org.jspecify.annotations.NullMarked;
