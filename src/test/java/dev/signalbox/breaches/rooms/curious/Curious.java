package dev.signalbox.breaches.rooms.curious;

import dev.signalbox.breaches.rooms.careless.inside.BackDoor;
import dev.signalbox.breaches.rooms.silent.Stranger;

/** Knows what it should not know. */
public record Curious(BackDoor inside, Stranger undeclared) {}
