package dev.signalbox.breaches.rooms.silent;

import dev.signalbox.breaches.rooms.curious.Curious;
import org.jspecify.annotations.Nullable;

/** Known by a room that may not know it, and knows that room in turn. */
public record Stranger(@Nullable Curious cycle) {}
