/**
 * One small guilty class per house rule, so that each rule proves it can fail. Nothing here is ever
 * called, and no component scan makes a bean of it.
 */
@NullMarked
package dev.signalbox.breaches;

import org.jspecify.annotations.NullMarked;
