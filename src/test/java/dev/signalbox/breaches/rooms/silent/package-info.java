/** Declares nothing at all. */
@NullMarked
package dev.signalbox.breaches.rooms.silent;

import org.jspecify.annotations.NullMarked;
