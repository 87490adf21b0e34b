/** Jobs: the list, one of them, and stopping it. */
@NullMarked
package dev.signalbox.nomad.jobs;

import org.jspecify.annotations.NullMarked;
