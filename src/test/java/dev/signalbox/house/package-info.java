/** The floor plan as tests: who may know whom, what a template may hold, what nobody writes. */
@NullMarked
package dev.signalbox.house;

import org.jspecify.annotations.NullMarked;
