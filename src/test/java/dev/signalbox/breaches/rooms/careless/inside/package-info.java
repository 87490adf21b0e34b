/** Nobody else's business. */
@NullMarked
package dev.signalbox.breaches.rooms.careless.inside;

import org.jspecify.annotations.NullMarked;
