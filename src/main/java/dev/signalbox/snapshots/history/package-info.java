/**
 * Records what scheduled snapshots were expected to save and the sizes of their volumes, and shows
 * how volumes grow: {@code /snapshots/volumes}.
 */
@NullMarked
package dev.signalbox.snapshots.history;

import org.jspecify.annotations.NullMarked;
