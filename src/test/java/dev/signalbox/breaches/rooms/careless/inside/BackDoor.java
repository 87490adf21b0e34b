package dev.signalbox.breaches.rooms.careless.inside;

/** Public for its own room's packages only. */
public record BackDoor(int number) {}
