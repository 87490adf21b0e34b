/** Allocations: details, tasks, resource usage, restart and stop. */
@NullMarked
package dev.signalbox.jobs.allocations;

import org.jspecify.annotations.NullMarked;
