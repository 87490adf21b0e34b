/**
 * Signalbox, the admin console of a self-hosted CI server.
 *
 * <p>Each direct sub-package is a room (a feature) or a foundation; what its base package makes
 * public is its door. {@code docs/architecture.md} has the floor plan and the drawing.
 */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
