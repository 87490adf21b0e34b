/** One placement of a job: its tasks, what they use, restart and stop. */
@NullMarked
package dev.signalbox.nomad.allocations;

import org.jspecify.annotations.NullMarked;
