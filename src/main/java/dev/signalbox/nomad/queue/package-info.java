/** What waits, and why, in a sentence. */
@NullMarked
package dev.signalbox.nomad.queue;

import org.jspecify.annotations.NullMarked;
