/** A small house whose rooms break what holds between rooms. */
@NullMarked
package dev.signalbox.breaches.rooms;

import org.jspecify.annotations.NullMarked;
